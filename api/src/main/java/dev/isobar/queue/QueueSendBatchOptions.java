package dev.isobar.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a batch of messages is sent.
 *
 * @param delay how long the messages without a delay of their own stay invisible, 0 to 24 hours in whole seconds
 *     (Q-SEND-08); {@code null} for the queue's default (Q-SEND-09)
 * @since 0.1.0
 */
public record QueueSendBatchOptions(@Nullable Duration delay) {
    /** Sends with the queue's default delay. */
    public static final QueueSendBatchOptions NONE = new QueueSendBatchOptions(null);

    /**
     * Keeps the messages invisible for a while.
     *
     * @param time 0 to 24 hours; fractions of a second are cut off
     * @return a changed copy
     */
    public QueueSendBatchOptions withDelay(Duration time) {
        return new QueueSendBatchOptions(time);
    }
}
