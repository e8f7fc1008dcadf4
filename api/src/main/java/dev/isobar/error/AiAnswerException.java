package dev.isobar.error;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A model has answered, but not in the shape of its task (AI-53). The run may have been charged: {@link #answer()} is what
 * came, for the parts of it that can be read. Neither the message nor the stack trace shows it.
 *
 * @since 0.1.0
 */
public final class AiAnswerException extends BackendException {
    private static final long serialVersionUID = 1L;

    /** What the model answered. */
    private final JsonNode answer;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is expected
     * @param answer the whole answer
     */
    public AiAnswerException(CallSite site, @Nullable String code, String message, JsonNode answer) {
        super(site, code, message, null);
        this.answer = answer;
    }

    /**
     * Returns the whole answer.
     *
     * @return the answer as it came
     */
    public JsonNode answer() {
        return answer;
    }
}
