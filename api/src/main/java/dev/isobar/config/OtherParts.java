package dev.isobar.config;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What wrangler's file declares in other parts than the chosen one, to explain why a binding or a queue is unknown.
 *
 * @param bindings by the name of a binding that other parts declare, where that is and what to do
 * @param queues the same by the name of a queue
 * @param otherwise what to do about any other name, or null if the chosen part declares bindings
 */
public record OtherParts(
        Map<String, String> bindings,
        Map<String, String> queues,
        @Nullable String otherwise) {
    /** Without a file of wrangler there are no parts. */
    public static final OtherParts NONE = new OtherParts(Map.of(), Map.of(), null);

    /** Returns why a binding is unknown, or null if the other parts do not explain it. */
    public @Nullable String explain(String binding) {
        return bindings.getOrDefault(binding, otherwise);
    }

    /** Returns why a queue is unknown, or null if the other parts do not explain it. */
    public @Nullable String explainQueue(String queue) {
        return queues.getOrDefault(queue, otherwise);
    }
}
