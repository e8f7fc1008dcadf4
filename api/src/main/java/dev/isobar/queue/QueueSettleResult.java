package dev.isobar.queue;

import java.util.Map;

/**
 * What became of a call that settles.
 *
 * @param ackCount how many messages were acknowledged
 * @param retryCount how many will come again
 * @param warnings a sentence for each lease that was unknown or lost
 * @since 0.1.0
 */
public record QueueSettleResult(int ackCount, int retryCount, Map<String, String> warnings) {
    /** Copies the warnings. */
    public QueueSettleResult {
        warnings = Map.copyOf(warnings);
    }
}
