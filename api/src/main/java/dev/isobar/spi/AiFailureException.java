package dev.isobar.spi;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A run that failed for a reason that Workers AI has a code for. The portable class converts it to the error that callers
 * see (AI-05, AI-70), without asking {@link AiDriver#classify}.
 *
 * @since 0.1.0
 */
public final class AiFailureException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The HTTP status. */
    private final int httpStatus;

    /** The internal code, or null. */
    private final @Nullable Integer code;

    /** The wait that the service asks for, or null. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates the failure of a service that does not ask for a wait.
     *
     * @param httpStatus the HTTP status, such as 400; 0 if there is none
     * @param code the internal code, such as 5006; {@code null} if there is none
     * @param description what went wrong, without the code, an input or a credential
     * @param cause the client's own error, or {@code null}
     */
    public AiFailureException(int httpStatus, @Nullable Integer code, String description, @Nullable Throwable cause) {
        this(httpStatus, code, description, null, cause);
    }

    /**
     * Creates the failure.
     *
     * @param httpStatus the HTTP status, such as 429; 0 if there is none
     * @param code the internal code, such as 3040; {@code null} if there is none
     * @param description what went wrong, without the code, an input or a credential
     * @param retryAfter how long the service asks callers to wait, not negative, such as the value of
     *     {@code Retry-After}; {@code null} if it does not say. Only a throttled run passes it on (AI-71).
     * @param cause the client's own error, or {@code null}
     */
    public AiFailureException(
            int httpStatus,
            @Nullable Integer code,
            String description,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(description, cause);
        if (retryAfter != null && retryAfter.isNegative()) {
            throw new IllegalArgumentException("retryAfter is negative: " + retryAfter);
        }
        this.httpStatus = httpStatus;
        this.code = code;
        this.retryAfter = retryAfter;
    }

    /**
     * Creates the failure of a model that is not offered (AI-23).
     *
     * @param model its name
     * @return the failure, code 5007
     */
    public static AiFailureException noSuchModel(String model) {
        return new AiFailureException(400, 5007, "No such model " + model + " or task", null);
    }

    /**
     * Creates the failure of inputs that do not fit the model.
     *
     * @param description what does not fit, and what is allowed, without the input itself
     * @return the failure, code 5006
     */
    public static AiFailureException invalidInput(String description) {
        return new AiFailureException(400, 5006, description, null);
    }

    /**
     * Returns the HTTP status.
     *
     * @return the status, such as 429; 0 if there is none
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

    /**
     * Returns how long the service asks callers to wait.
     *
     * @return the wait; {@code null} if the service does not say
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }
}
