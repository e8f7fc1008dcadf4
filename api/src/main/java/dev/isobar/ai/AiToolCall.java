package dev.isobar.ai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that a model asks for (AI-50).
 *
 * @param id the call's id; {@code null} from models that give none
 * @param name the tool
 * @param arguments the arguments, an object in all shapes of answers
 * @since 0.1.0
 */
public record AiToolCall(@Nullable String id, String name, JsonNode arguments) {}
