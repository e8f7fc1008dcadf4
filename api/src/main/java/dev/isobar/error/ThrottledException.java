package dev.isobar.error;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The backend is busy, or a rate limit was reached: wait, then call again.
 *
 * @since 0.1.0
 */
public final class ThrottledException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /** The wait that the backend asks for, or null. */
    private final @Nullable Duration retryAfter;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is allowed
     * @param retryAfter the wait that the backend asks for, or {@code null} if it names none
     * @param cause the backend's own error, or {@code null}
     */
    public ThrottledException(
            CallSite site,
            @Nullable String code,
            String message,
            @Nullable Duration retryAfter,
            @Nullable Throwable cause) {
        super(site, code, message, cause);
        this.retryAfter = retryAfter;
    }

    /**
     * Returns how long the backend wants to be left alone.
     *
     * @return the wait, or {@code null} if the backend names none
     */
    public @Nullable Duration retryAfter() {
        return retryAfter;
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
