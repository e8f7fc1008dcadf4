package dev.isobar.error;

/**
 * The backend cannot do this, and says so: the call names a capability that the backend does not declare.
 *
 * @since 0.1.0
 */
public final class UnsupportedCapabilityException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /** The missing capability. */
    private final String capability;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param capability the name of the missing capability, as the backend's README lists it
     */
    public UnsupportedCapabilityException(CallSite site, String capability) {
        super(site, null, site + " needs the capability " + capability + ", which this backend does not have", null);
        this.capability = capability;
    }

    /**
     * Returns the missing capability.
     *
     * @return its name, as the backend's README lists it
     */
    public String capability() {
        return capability;
    }
}
