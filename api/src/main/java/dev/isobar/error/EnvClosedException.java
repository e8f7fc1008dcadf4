package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * The environment is closed (ENV-CLOSE-02). Without a cause nothing was sent to the backend; with one, the environment was
 * closed while the call ran or its answer was read, and the cause is what the backend's client has thrown.
 *
 * @since 0.1.0
 */
public final class EnvClosedException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param cause the backend's own error, or {@code null} if the backend was not asked
     */
    public EnvClosedException(CallSite site, @Nullable Throwable cause) {
        super(site, null, site + ": the environment is closed", cause);
    }
}
