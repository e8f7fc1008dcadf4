package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * The backend cannot be reached, or has lost its connection. The call may or may not have taken effect.
 *
 * <p>Also a call on a thread that is interrupted: before it, nothing was sent (ENV-INT-01); while it waits, the message
 * says whether the call may have taken effect (ENV-INT-02). The interrupt flag is set then.
 *
 * @since 0.1.0
 */
public final class UnavailableException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is allowed
     * @param cause the backend's own error, or {@code null}
     */
    public UnavailableException(CallSite site, @Nullable String code, String message, @Nullable Throwable cause) {
        super(site, code, message, cause);
    }

    @Override
    public boolean retryable() {
        return true;
    }
}
