package dev.isobar.config;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The content of the files of a folder, the environment variables and the system properties, put together.
 *
 * @param bindings the declared bindings
 * @param urls the URL of each binding; a binding whose URL has problems has none
 * @param consumers the declared queue consumers
 * @param queueUrls the URL of each queue that is consumed and that no binding names
 * @param limits the name of the limits, or null if none is named
 * @param unplaced where bindings without a declared backend are refused, or null if they are in memory
 * @param otherParts what other parts of wrangler's file declare
 * @param warnings what is not as it should be and does not matter
 * @param isComplete whether no binding is missing for want of a file, an environment or a name
 */
public record Configuration(
        List<DeclaredBinding> bindings,
        Map<String, PlacedUrl> urls,
        List<WranglerConsumer> consumers,
        Map<String, PlacedUrl> queueUrls,
        @Nullable String limits,
        @Nullable String unplaced,
        OtherParts otherParts,
        List<String> warnings,
        boolean isComplete) {
    /** The configuration without files. */
    public static final Configuration NONE =
            new Configuration(List.of(), Map.of(), List.of(), Map.of(), null, null, OtherParts.NONE, List.of(), true);

    /** The configuration of files that cannot be found. */
    static final Configuration MISSING =
            new Configuration(List.of(), Map.of(), List.of(), Map.of(), null, null, OtherParts.NONE, List.of(), false);
}
