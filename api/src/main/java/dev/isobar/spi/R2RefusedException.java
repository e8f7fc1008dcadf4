package dev.isobar.spi;

/**
 * A driver's answer that the store refused a call for a reason that R2 has a code for. Nothing has changed. It is not
 * passed to {@link Driver#classify}.
 *
 * @since 0.1.0
 */
public final class R2RefusedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The reason. */
    private final R2Refusal refusal;

    /**
     * Makes the answer.
     *
     * @param refusal the reason
     */
    public R2RefusedException(R2Refusal refusal) {
        super(refusal.name());
        this.refusal = refusal;
    }

    /**
     * Makes the answer with the client's own exception.
     *
     * @param refusal the reason
     * @param cause what the client threw; it becomes the cause of what the caller gets
     */
    public R2RefusedException(R2Refusal refusal, Throwable cause) {
        super(refusal.name(), cause);
        this.refusal = refusal;
    }

    /**
     * Returns the reason.
     *
     * @return the reason
     */
    public R2Refusal refusal() {
        return refusal;
    }
}
