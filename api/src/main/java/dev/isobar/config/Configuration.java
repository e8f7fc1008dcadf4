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
 * @param notInherited the bindings that only the top level of wrangler's file has, each with its place
 */
public record Configuration(
        List<DeclaredBinding> bindings,
        Map<String, PlacedUrl> urls,
        List<WranglerConsumer> consumers,
        Map<String, PlacedUrl> queueUrls,
        @Nullable String limits,
        Map<String, String> notInherited) {
    /** The configuration without files. */
    public static final Configuration NONE =
            new Configuration(List.of(), Map.of(), List.of(), Map.of(), null, Map.of());
}
