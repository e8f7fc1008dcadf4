package dev.isobar.ai;

import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a language model answered, whatever the shape in which it did.
 *
 * @param response the text, or in JSON mode the document (AI-52); the JSON {@code null} if there are only tool calls
 * @param toolCalls the tools that the model wants to be called (AI-50)
 * @param usage the cost; {@code null} if the model does not tell
 * @param raw the whole answer
 * @since 0.1.0
 */
public record AiReply(
        JsonNode response,
        List<AiToolCall> toolCalls,
        @Nullable AiUsage usage,
        JsonNode raw) {
    /** Copies the calls. */
    public AiReply {
        toolCalls = List.copyOf(toolCalls);
    }

    /**
     * Returns the answer as text.
     *
     * @return the text, in JSON mode the document as compact JSON; empty if there are only tool calls
     */
    public String text() {
        return response.isNull() ? "" : response.isString() ? response.stringValue() : response.toString();
    }

    /** Shows sizes and the names of tools: the answer is the application's. */
    @Override
    public String toString() {
        return "AiReply[response=" + Shown.of(response) + ", toolCalls="
                + toolCalls.stream().map(AiToolCall::name).toList() + ", usage=" + usage + "]";
    }
}
