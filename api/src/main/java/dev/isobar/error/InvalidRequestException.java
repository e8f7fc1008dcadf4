package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * An argument outside what the specification allows. Nothing was changed; fix the call.
 *
 * @since 0.1.0
 */
public final class InvalidRequestException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is allowed
     * @param cause the backend's own error, or {@code null}
     */
    public InvalidRequestException(CallSite site, @Nullable String code, String message, @Nullable Throwable cause) {
        super(site, code, message, cause);
    }
}
