package dev.isobar.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one queue, which {@link BindingTarget#store()} names. The drivers of one backend share its queues:
 * two drivers of one name see the same messages, and a driver puts dead letters into a queue of another name.
 *
 * <p>A message is <i>ready</i> once its delay has passed and while no lease on it runs. What a method does to one message
 * is atomic: no two leases on it run at once, and it is never lost, but it may be delivered more than once. No order is
 * promised; ready messages should come in the order in which they became ready.
 *
 * <p>Arguments are within the limits: the caller has checked them. Methods may be called from many threads and processes
 * at once and throw the client's own unchecked exceptions, which the caller translates. Byte arrays are not changed by
 * either side.
 *
 * @since 0.1.0
 */
public interface QueueDriver extends Driver {
    /**
     * Stores messages; all of them or none where the store can.
     *
     * @param messages 1 to 100 messages
     * @return the backlog before the call where it costs no further round trip, else {@code null}
     */
    @Nullable
    Backlog send(List<Sending> messages) throws Exception;

    /**
     * Leases ready messages, if {@code most} of them are ready or the first has been ready for {@code fill}; else none.
     * Of a paused queue it leases none. Leasing counts as an attempt.
     *
     * @param most the most messages, 1 to 100
     * @param fill how long the first ready message waits for others; zero to take whatever is ready
     * @param visibility how long the lease runs; then the message is ready again
     * @return the leased messages
     */
    Taken take(int most, Duration fill, Duration visibility) throws Exception;

    /**
     * Decides on leased messages, each for itself. {@link Decision#ACK} is accepted from any lease that a message ever
     * had; the others only from its latest one, even if that has run out, and not from one that was settled before.
     *
     * @param settlements at least one; no lease twice
     * @param deadLetterQueue the store that {@link Decision#BURY} moves to: atomically where the store can, else by
     *     storing there before removing here, with id, timestamp, content type and body unchanged and attempts from zero;
     *     {@code null} to delete
     * @return the leases that were unknown or lost, and changed nothing
     */
    List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception;

    /**
     * Counts the ready messages. Needs {@link Capability#QUEUE_METRICS}.
     *
     * @return the backlog
     */
    Backlog backlog() throws Exception;

    /**
     * Waits until {@link #take} may find something new, for instance because a message was sent. May return early for no
     * reason. A driver that is not told of new messages just lets the time pass, as this default does; the caller asks
     * for ever longer times, up to a second, while the queue stays empty.
     *
     * @param atMost how long to wait
     * @throws InterruptedException if the thread is interrupted; nothing is changed then
     */
    default void awaitWork(Duration atMost) throws Exception {
        java.util.concurrent.TimeUnit.NANOSECONDS.sleep(atMost.toNanos());
    }

    /**
     * Stops or starts delivery, for all drivers of this queue. Needs {@link Capability#QUEUE_PAUSE}.
     *
     * @param paused {@code true} to stop it
     */
    void pause(boolean paused) throws Exception;

    /** Deletes all messages: ready, delayed and leased ones. Needs {@link Capability#QUEUE_PURGE}. */
    void purge() throws Exception;

    /**
     * Reads ready messages without leasing them. Needs {@link Capability#QUEUE_PEEK}.
     *
     * @param most the most messages, 1 to 100
     * @return the messages with their attempts so far
     */
    List<Peeked> peek(int most) throws Exception;

    /**
     * One message.
     *
     * @param id unique, made by the caller; a store that names messages by itself may replace it
     * @param timestamp when it was sent
     * @param contentType {@code bytes}, {@code json}, {@code text} or {@code v8}
     * @param body the serialised body
     * @since 0.1.0
     */
    record QueueRecord(String id, Instant timestamp, String contentType, byte[] body) {}

    /**
     * A message to store.
     *
     * @param message the message
     * @param delay how long after the call it becomes ready; zero for at once
     * @since 0.1.0
     */
    record Sending(QueueRecord message, Duration delay) {}

    /**
     * A leased message.
     *
     * @param lease names this lease and no other
     * @param message the message
     * @param attempts how often it was leased, this lease included and released ones not
     * @since 0.1.0
     */
    record Leased(String lease, QueueRecord message, int attempts) {}

    /**
     * What was leased.
     *
     * @param messages the messages, perhaps none
     * @param next when a further call may lease something, by the store's clock and as far as the store knows; {@code null}
     *     if it does not know
     * @param paused whether nothing was leased because the queue is paused
     * @since 0.1.0
     */
    record Taken(List<Leased> messages, @Nullable Instant next, boolean paused) {
        /** Copies the messages. */
        public Taken {
            messages = List.copyOf(messages);
        }
    }

    /**
     * What happens to a leased message.
     *
     * @since 0.1.0
     */
    enum Decision {
        /** It is done and removed. */
        ACK,
        /** Its last attempt has failed: it moves to the dead letter queue, or is removed. */
        BURY,
        /** The lease goes on, for the settlement's time from now. */
        EXTEND,
        /** It was not handled: it is ready at once, and the attempt does not count. */
        RELEASE,
        /** It becomes ready after the settlement's time. */
        RETRY
    }

    /**
     * A decision on a leased message.
     *
     * @param lease the lease
     * @param decision what happens
     * @param time the delay of {@link Decision#RETRY} or the time of {@link Decision#EXTEND}; zero for the others
     * @since 0.1.0
     */
    record Settlement(String lease, Decision decision, Duration time) {}

    /**
     * A message that was looked at.
     *
     * @param message the message
     * @param attempts how often it was leased so far
     * @since 0.1.0
     */
    record Peeked(QueueRecord message, int attempts) {}

    /**
     * The ready messages, counted.
     *
     * @param count how many
     * @param bytes the bytes of their bodies
     * @param oldest the earliest timestamp of them, or {@code null} if there is none
     * @since 0.1.0
     */
    record Backlog(long count, long bytes, @Nullable Instant oldest) {}
}
