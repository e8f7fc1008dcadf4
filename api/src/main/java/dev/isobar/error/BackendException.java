package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * The backend failed in a way that Isobar does not know. The cause is its own error.
 *
 * @since 0.1.0
 */
public sealed class BackendException extends IsobarException permits AiAnswerException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the service's own code, or {@code null} if it has none
     * @param message what was found and what is allowed
     * @param cause the backend's own error, or {@code null}
     */
    public BackendException(CallSite site, @Nullable String code, String message, @Nullable Throwable cause) {
        super(site, code, message, cause);
    }
}
