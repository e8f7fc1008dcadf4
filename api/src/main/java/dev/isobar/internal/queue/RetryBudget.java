package dev.isobar.internal.queue;

import dev.isobar.spi.QueueDriver.Leased;

/**
 * Decides from two counts when a message is given up (Q-DLQ-01): the failures that were reported, which max_retries limits,
 * and the leases, since a message that ends its process is never reported.
 */
record RetryBudget(int maxRetries) {
    /** How many leases may end without any report. */
    private static final int UNREPORTED = 4;

    /** Whether a message that was taken is not handed over any more. */
    boolean isSpent(Leased message) {
        return message.failures() > maxRetries || isLeasedTooOften(message);
    }

    static boolean isLeasedTooOften(Leased message) {
        return message.attempts() > message.failures() + UNREPORTED;
    }

    /** Whether the failure of this delivery is the last one that is allowed. */
    boolean isLast(Leased message) {
        return message.failures() >= maxRetries;
    }
}
