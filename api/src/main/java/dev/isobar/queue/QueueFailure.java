package dev.isobar.queue;

import java.util.List;

/**
 * A failure that a consumer has dealt with, as {@link QueueHandler#onFailure} learns of it. Safe for use from many threads.
 *
 * @param queue the name of the queue
 * @param messages the messages that it concerns: the batch whose handler has thrown, the one message whose body cannot be
 *     read, those that were given up; none for a failure of the backend or of the consumer itself
 * @param error what was thrown; a {@link dev.isobar.error.RetriesExhaustedException} for messages that were given up
 * @since 0.1.0
 */
public record QueueFailure(String queue, List<FailedMessage> messages, Throwable error) {
    /** Copies the messages. */
    public QueueFailure {
        messages = List.copyOf(messages);
    }

    /**
     * A message that failed, without its body.
     *
     * @param id the message's id
     * @param attempts how often it was delivered, this delivery included (Q-CONS-06)
     * @since 0.1.0
     */
    public record FailedMessage(String id, int attempts) {}
}
