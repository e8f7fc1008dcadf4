package dev.isobar.queue;

import dev.isobar.error.RetriesExhaustedException;

/**
 * What an application does with the messages of a queue.
 *
 * <p>If it returns, every message without a decision of its own is acknowledged (Q-ACK-01). If it throws, every message
 * that was not acknowledged is retried, and after its last attempt goes to the dead letter queue or is deleted (Q-ACK-02,
 * Q-DLQ-02). If the process has no memory left ({@link OutOfMemoryError}), undecided messages come again when their lease
 * ends, which counts as no failure. Messages may come more than once (Q-CONS-01). Called from as many threads at once as the
 * consumer's concurrency allows.
 *
 * @param <T> what the bodies are read as
 * @since 0.1.0
 */
@FunctionalInterface
public interface QueueHandler<T> {
    /**
     * Handles a batch.
     *
     * @param batch at least one message
     * @throws Exception for any reason; the messages are retried
     */
    void handle(MessageBatch<T> batch) throws Exception;

    /**
     * Learns of a failure that the consumer has dealt with: what {@link #handle} has thrown, a body that is no {@code T},
     * a backend that cannot be reached, messages that were deleted for want of a dead letter queue. What it throws is
     * logged and ends nothing.
     *
     * @implSpec logs a warning by the {@link System.Logger} {@code dev.isobar.queue}. Deleted messages are left out: the
     *     consumer itself logs the first of a queue (Q-DLQ-07).
     * @param failure what happened, to which messages
     */
    default void onFailure(QueueFailure failure) {
        if (!(failure.error() instanceof RetriesExhaustedException)) {
            System.getLogger("dev.isobar.queue")
                    .log(
                            System.Logger.Level.WARNING,
                            "a consumer of queue " + failure.queue() + " failed, messages " + failure.messages(),
                            failure.error());
        }
    }
}
