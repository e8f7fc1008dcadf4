package dev.isobar.error;

/**
 * The environment was closed before the call (ENV-CLOSE-02). Nothing was sent to the backend. A call that runs while the
 * environment closes may end with this error or with one of its backend.
 *
 * @since 0.1.0
 */
public final class EnvClosedException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     */
    public EnvClosedException(CallSite site) {
        super(site, null, site + ": the environment is closed", null);
    }
}
