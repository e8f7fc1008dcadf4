package dev.isobar.ai;

import tools.jackson.databind.JsonNode;

/**
 * A tool that a model may ask to be called (AI-50).
 *
 * @param name its name
 * @param description what it does, for the model to read
 * @param parameters the JSON schema of its arguments, an object
 * @since 0.1.0
 */
public record AiTool(String name, String description, JsonNode parameters) {
    /** Shows the name: description and parameters may be long. */
    @Override
    public String toString() {
        return "AiTool[" + name + "]";
    }
}
