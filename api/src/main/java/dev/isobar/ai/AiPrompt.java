package dev.isobar.ai;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * What a language model is asked (AI-22): a prompt or a conversation, not both.
 *
 * @param prompt the text to go on with; {@code null} if there are messages
 * @param messages the conversation; empty if there is a prompt
 * @param tools the tools that the model may ask for
 * @param responseSchema the JSON schema that the answer has to fit, which turns JSON mode on (AI-52); {@code null} for
 *     text
 * @param settings further inputs by the names of the model's page, such as {@code max_tokens} or {@code temperature}
 * @since 0.1.0
 */
public record AiPrompt(
        @Nullable String prompt,
        List<AiMessage> messages,
        List<AiTool> tools,
        @Nullable JsonNode responseSchema,
        Map<String, Object> settings) {
    /** Copies the lists and the settings. */
    public AiPrompt {
        messages = List.copyOf(messages);
        tools = List.copyOf(tools);
        settings = Map.copyOf(settings);
    }

    /**
     * Asks with a text.
     *
     * @param prompt the text
     * @return a prompt without settings
     */
    public static AiPrompt of(String prompt) {
        return new AiPrompt(prompt, List.of(), List.of(), null, Map.of());
    }

    /**
     * Asks with a conversation.
     *
     * @param messages its messages, the latest last
     * @return a prompt without settings
     */
    public static AiPrompt of(List<AiMessage> messages) {
        return new AiPrompt(null, messages, List.of(), null, Map.of());
    }

    /**
     * Goes on with a conversation.
     *
     * @param message the next message
     * @return a changed copy
     */
    public AiPrompt withMessage(AiMessage message) {
        List<AiMessage> longer = new ArrayList<>(messages);
        longer.add(message);
        return new AiPrompt(prompt, longer, tools, responseSchema, settings);
    }

    /**
     * Offers tools.
     *
     * @param offered the tools
     * @return a changed copy
     */
    public AiPrompt withTools(List<AiTool> offered) {
        return new AiPrompt(prompt, messages, offered, responseSchema, settings);
    }

    /**
     * Asks for JSON (AI-52).
     *
     * @param schema the JSON schema that the answer has to fit
     * @return a changed copy
     */
    public AiPrompt withResponseSchema(JsonNode schema) {
        return new AiPrompt(prompt, messages, tools, schema, settings);
    }

    /**
     * Sets a further input.
     *
     * @param name its name on the model's page, such as {@code temperature}
     * @param value its value
     * @return a changed copy
     */
    public AiPrompt with(String name, Object value) {
        Map<String, Object> more = new LinkedHashMap<>(settings);
        more.put(name, value);
        return new AiPrompt(prompt, messages, tools, responseSchema, more);
    }

    /** Shows lengths, counts and names: texts and settings are the application's. */
    @Override
    public String toString() {
        return "AiPrompt[prompt=" + Shown.of(prompt) + ", messages=" + messages.size() + ", tools="
                + tools.stream().map(AiTool::name).toList() + ", responseSchema=" + Shown.of(responseSchema)
                + ", settings=" + new TreeSet<>(settings.keySet()) + "]";
    }
}
