package dev.isobar.ai;

import tools.jackson.databind.JsonNode;

/**
 * One frame of a stream.
 *
 * @param text the piece of text that it adds; empty if it adds none (AI-43)
 * @param data the whole frame
 * @since 0.1.0
 */
public record AiEvent(String text, JsonNode data) {
    /** Shows the length of the text: the answer is the application's. */
    @Override
    public String toString() {
        return "AiEvent[" + Shown.of(text) + "]";
    }
}
