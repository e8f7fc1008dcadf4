package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * A consumer gave messages up: they became dead letters, or were deleted where the queue has no dead letter queue (Q-DLQ-02,
 * Q-DLQ-07). No call throws it; the consumer's handler is told.
 *
 * @since 0.1.0
 */
public final class RetriesExhaustedException extends IsobarException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the error.
     *
     * @param site the queue
     * @param message how many messages were given up, why, and what became of them
     * @param cause why they failed the last time, or {@code null} if nothing was thrown
     */
    public RetriesExhaustedException(CallSite site, String message, @Nullable Throwable cause) {
        super(site, null, message, cause);
    }
}
