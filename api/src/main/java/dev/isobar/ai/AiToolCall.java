package dev.isobar.ai;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A call that a model asks for (AI-50).
 *
 * @param id the call's id; {@code null} from models that give none
 * @param name the tool; empty if the model named none
 * @param arguments the arguments, an object in all shapes of answers, empty if there are none; what the model wrote, such
 *     as a text, if that cannot be read as an object: see {@link #readable()}
 * @since 0.1.0
 */
public record AiToolCall(@Nullable String id, String name, JsonNode arguments) {
    /**
     * Tells whether the arguments are an object. Models write broken JSON at times; the others of their calls are still
     * of use, and the answer to this one may ask the model to try again.
     *
     * @return {@code false} if {@link #arguments()} is what the model wrote
     */
    public boolean readable() {
        return arguments.isObject();
    }

    /** Shows the tool and how many arguments there are: arguments are data. */
    @Override
    public String toString() {
        return "AiToolCall[id=" + id + ", name=" + name + ", arguments=" + Shown.of(arguments) + "]";
    }
}
