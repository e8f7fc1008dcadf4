package dev.isobar.queue;

import java.time.Duration;
import java.util.List;

/**
 * Some messages of one queue, handed to a consumer together.
 *
 * <p>{@link #ackAll()} and {@code retryAll} decide for the messages that have no decision of their own yet; the first of
 * the two wins (Q-ACK-05 to Q-ACK-07). Safe for use from many threads.
 *
 * @param <T> what the bodies are read as
 * @since 0.1.0
 */
public interface MessageBatch<T> {
    /**
     * Names the queue.
     *
     * @return the name of the queue, not of a binding (Q-CONS-04)
     */
    String queue();

    /**
     * Returns the messages.
     *
     * @return at least one; no order is promised (Q-CONS-02)
     */
    List<Message<T>> messages();

    /**
     * Counts what waits in the queue beside this batch. Asks the backend.
     *
     * @return the backlog, best effort (Q-MET-01)
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot count
     */
    QueueMetrics metrics();

    /** Marks all messages without a decision of their own as done, whatever becomes of the handler (Q-ACK-03). */
    void ackAll();

    /** Asks for another delivery of all messages without a decision of their own, after the consumer's delay. */
    void retryAll();

    /**
     * Asks for another delivery of all messages without a decision of their own, after a delay.
     *
     * @param delay 0 to 24 hours; fractions of a second are cut off
     * @throws dev.isobar.error.InvalidRequestException if the delay is out of range (10202, Q-ACK-10)
     */
    void retryAll(Duration delay);
}
