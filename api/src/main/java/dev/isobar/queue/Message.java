package dev.isobar.queue;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A message in the hands of a consumer.
 *
 * <p>{@link #ack()} and {@code retry} only record what is wanted; the outcome is decided when the handler ends
 * (Q-ACK-12). The first call on a message decides (Q-ACK-04), a call on the batch made before it wins over it (Q-ACK-06),
 * and calls after the handler has ended change nothing (Q-ACK-11). Ignored calls do not throw. Safe for use from many
 * threads.
 *
 * @param <T> what the body is read as
 * @since 0.1.0
 */
public interface Message<T> {
    /**
     * Returns the id.
     *
     * @return the id, the same in all retries and in the dead letter queue (Q-CONS-05)
     */
    String id();

    /**
     * Returns when the message was sent.
     *
     * @return the time, the same in all retries and in the dead letter queue (Q-CONS-05)
     */
    Instant timestamp();

    /**
     * Returns the body.
     *
     * @return the decoded body; {@code null} for JSON's {@code null}
     */
    @Nullable
    T body();

    /**
     * Returns the body as it was sent over the wire.
     *
     * @return a copy of the serialised body
     */
    byte[] bytes();

    /**
     * Returns how the body is encoded.
     *
     * @return the content type
     */
    QueueContentType contentType();

    /**
     * Counts the deliveries.
     *
     * @return 1 at the first delivery, one more with each further one; begins again at 1 in a dead letter queue
     *     (Q-CONS-06)
     */
    int attempts();

    /** Marks the message as done, whatever becomes of the handler (Q-ACK-02). */
    void ack();

    /** Asks for another delivery after the batch's or the consumer's delay (Q-ACK-09). Replaces an earlier delay. */
    void retry();

    /**
     * Asks for another delivery after a delay. Replaces an earlier delay.
     *
     * @param delay 0 to 24 hours; fractions of a second are cut off
     * @throws dev.isobar.error.InvalidRequestException if the delay is out of range (10203, Q-ACK-10)
     */
    void retry(Duration delay);
}
