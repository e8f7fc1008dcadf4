package dev.isobar.internal.ai;

import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiTool;
import dev.isobar.ai.AiToolCall;
import dev.isobar.internal.Json;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes a prompt as the inputs of a model: tools and calls in OpenAI's form, which all models take (AI-50). */
final class AiPrompts {
    private AiPrompts() {}

    static ObjectNode inputs(AiPrompt prompt) {
        ObjectNode inputs = JsonNodeFactory.instance.objectNode();
        prompt.settings().forEach((name, value) -> inputs.set(name, Json.MAPPER.valueToTree(value)));
        if (prompt.prompt() != null) {
            inputs.put("prompt", prompt.prompt());
        }
        if (!prompt.messages().isEmpty()) {
            ArrayNode messages = inputs.putArray("messages");
            prompt.messages().forEach(message -> write(message, messages.addObject()));
        }
        if (!prompt.tools().isEmpty()) {
            ArrayNode tools = inputs.putArray("tools");
            prompt.tools().forEach(tool -> write(tool, tools.addObject()));
        }
        if (prompt.responseSchema() != null) {
            inputs.putObject("response_format").put("type", "json_schema").set("json_schema", prompt.responseSchema());
        }
        return inputs;
    }

    private static void write(AiMessage message, ObjectNode target) {
        target.put("role", message.role()).put("content", message.content());
        if (message.name() != null) {
            target.put("name", message.name());
        }
        if (message.toolCallId() != null) {
            target.put("tool_call_id", message.toolCallId());
        }
        if (!message.toolCalls().isEmpty()) {
            ArrayNode calls = target.putArray("tool_calls");
            message.toolCalls().forEach(call -> write(call, calls.addObject()));
        }
    }

    private static void write(AiToolCall call, ObjectNode target) {
        if (call.id() != null) {
            target.put("id", call.id());
        }
        target.put("type", "function")
                .putObject("function")
                .put("name", call.name())
                .put(
                        "arguments",
                        call.arguments().isString()
                                ? call.arguments().stringValue()
                                : Json.MAPPER.writeValueAsString(call.arguments()));
    }

    private static void write(AiTool tool, ObjectNode target) {
        target.put("type", "function")
                .putObject("function")
                .put("name", tool.name())
                .put("description", tool.description())
                .set("parameters", tool.parameters());
    }
}
