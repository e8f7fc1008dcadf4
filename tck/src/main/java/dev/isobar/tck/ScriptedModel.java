package dev.isobar.tck;

import java.util.List;
import java.util.Map;
import java.util.function.Function;
import tools.jackson.databind.JsonNode;

/**
 * A language model for backends that can let a function stand in for one: it repeats what was said, calls the first
 * tool with empty arguments, and in JSON mode answers with an object. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public final class ScriptedModel implements Function<JsonNode, Object> {
    /** Creates the model. */
    public ScriptedModel() {}

    /**
     * Answers.
     *
     * @param inputs the inputs of a text generation model
     * @return a text, or an answer in the shape that tools or JSON mode ask for
     */
    @Override
    public Object apply(JsonNode inputs) {
        JsonNode messages = inputs.path("messages");
        JsonNode latest = messages.path(messages.size() - 1);
        JsonNode tool = inputs.path("tools").path(0);
        if (inputs.has("response_format")) {
            return Map.of("response", Map.of("city", "Lisbon"));
        }
        if (!tool.isMissingNode() && !latest.path("role").asString("").equals("tool")) {
            return tool.has("function") ? openAiCall(tool.path("function")) : call(tool);
        }
        return "You said: "
                + inputs.path("prompt").asString(latest.path("content").asString(""));
    }

    private static Object call(JsonNode tool) {
        return Map.of("tool_calls", List.of(Map.of("name", tool.path("name"), "arguments", Map.of())));
    }

    private static Object openAiCall(JsonNode tool) {
        Map<String, Object> function = Map.of("name", tool.path("name"), "arguments", "{}");
        Map<String, Object> call = Map.of("id", "call-1", "type", "function", "function", function);
        Map<String, Object> message = Map.of("role", "assistant", "tool_calls", List.of(call));
        return Map.of("choices", List.of(Map.of("index", 0, "message", message, "finish_reason", "tool_calls")));
    }
}
