package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/**
 * A run that failed for a reason that Workers AI has a code for. The portable class makes of it the error that callers
 * see (AI-05, AI-70).
 */
public final class AiFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int httpStatus;

    /** The internal code, or null. */
    private final @Nullable Integer code;

    /**
     * Creates the failure.
     *
     * @param httpStatus the HTTP status, such as 429
     * @param code the internal code, such as 3040; {@code null} if there is none
     * @param description what went wrong, without the code
     * @param cause the client's own error, or {@code null}
     */
    public AiFailureException(int httpStatus, @Nullable Integer code, String description, @Nullable Throwable cause) {
        super(description, cause);
        this.httpStatus = httpStatus;
        this.code = code;
    }

    /**
     * Says that a model is not offered (AI-23).
     *
     * @param model its name
     * @return the failure, code 5007
     */
    public static AiFailureException noSuchModel(String model) {
        return new AiFailureException(400, 5007, "No such model " + model + " or task", null);
    }

    /**
     * Says that the inputs do not fit the model.
     *
     * @param description what does not fit, and what is allowed
     * @return the failure, code 5006
     */
    public static AiFailureException invalidInput(String description) {
        return new AiFailureException(400, 5006, description, null);
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status, such as 429
     */
    public int httpStatus() {
        return httpStatus;
    }

    /**
     * Returns the internal code.
     *
     * @return the code, such as 3040; {@code null} if there is none
     */
    public @Nullable Integer code() {
        return code;
    }
}
