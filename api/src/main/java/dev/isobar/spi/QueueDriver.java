package dev.isobar.spi;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one queue, which {@link BindingTarget#store()} names. The drivers of one backend share its queues:
 * two drivers of one name see the same messages, and a driver puts dead letters into a queue of another name.
 *
 * <p>A message is <i>ready</i> once its delay has passed and while no lease on it runs. What a method does to one message
 * is atomic: no two leases on it run at once, and it is never lost, but it may be delivered more than once. No order is
 * promised; ready messages should come in the order in which they became ready.
 *
 * <p><b>Arguments</b> are within the limits of the environment; the caller has checked them. {@code Limits.RELAXED}
 * allows 1,000 messages in one call, bodies of 1,280,000 bytes, delays of 365 days and leases of one day. Byte arrays
 * are shared: neither the driver nor the caller changes one that it has passed or received.
 *
 * <p><b>Time.</b> Delays, leases, the filling of batches and retention are measured by the clock of the store, or by the
 * application's clock if the backend was opened with one ({@link Capability#CONTROLLED_CLOCK}). Only durations cross
 * this contract; the instants in it are data of messages.
 *
 * <p><b>Retention.</b> Every backend reads the setting {@code retention} of the binding: 60 seconds to 14 days, or to
 * {@link Bound#QUEUE_LONGEST_RETENTION} where that is shorter; 4 days by default. It counts from the moment at which the
 * message was ready in this queue for the first time: when it was sent, when its delay had passed, or when it was moved
 * here as a dead letter. A later retry or lease does not start it again. A message that is ready and whose retention has
 * passed is in no answer of {@link #take}, {@link #peek} and {@link #backlog} any more. A leased message is kept until its
 * lease is settled or has expired: it can be acknowledged and buried (Q-RET-01). The store should free what nobody calls
 * for any more by itself.
 *
 * <p><b>Interrupts.</b> As for every {@link Driver}. A {@link #send} or {@link #settle} that was interrupted may have
 * taken effect, also for some of its messages only; a {@link #take} may have leased messages that nobody receives, which
 * become ready again when the lease expires. A consumer never interrupts its own calls except {@link #awaitWork}.
 *
 * @since 0.1.0
 */
public interface QueueDriver extends Driver {
    /**
     * Stores messages, atomically if the store supports it.
     *
     * <p>With {@link Capability#QUEUE_IDEMPOTENT_SEND} a repeated call, with the same messages in the same order, changes
     * nothing for those that are still stored, ready or delayed or leased: none is stored twice, and delays, leases,
     * attempts and failures stay as they are. Nothing is promised for a message that was removed in the meantime, for example because
     * it was acknowledged: it is stored and delivered again. Without the capability a failed send is not repeated by
     * {@link dev.isobar.intercept.Retry}.
     *
     * @param messages the messages, at least one and at most 100, or 1,000 under {@code Limits.RELAXED}; their ids differ
     * @return the backlog before the call where it costs no further round trip, else {@code null}
     * @throws Exception the client's own exception, see {@link Driver}
     */
    @Nullable
    Backlog send(List<Sending> messages) throws Exception;

    /**
     * Leases ready messages, if {@code most} of them are ready or the first has been ready for {@code fill}; else none.
     * Of a paused queue it leases none. Leasing counts as an attempt, not as a failure.
     *
     * @param most the most messages, 1 to 100, or to 1,000 under {@code Limits.RELAXED}
     * @param fill how long the first ready message waits for others; zero to take whatever is ready; always zero without
     *     {@link Capability#QUEUE_FILL}, where the caller collects messages until its batch is full
     * @param visibility how long the lease runs; then the message is ready again
     * @return the leased messages
     * @throws Exception the client's own exception, see {@link Driver}
     */
    Taken take(int most, Duration fill, Duration visibility) throws Exception;

    /**
     * Decides on leased messages, each for itself. {@link Decision#ACK} is accepted from any lease that this queue gave
     * on the message while it is stored; the others only from its latest one, even if that has expired, and not from one
     * that was settled before. A lease must match exactly. One that this queue never gave is lost: a guessed one, one of
     * another queue, any other text (Q-LEASE-01).
     *
     * @param settlements at least one and at most as many as {@link #take} may lease; no lease twice
     * @param deadLetterQueue the store that {@link Decision#BURY} moves to: atomically if the store supports it, else by
     *     storing there before removing here, with id, timestamp, content type and body unchanged, attempts and failures from zero;
     *     {@code null} to delete
     * @return the leases that were unknown or lost, and changed nothing
     * @throws Exception the client's own exception, see {@link Driver}
     */
    List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) throws Exception;

    /**
     * Counts the ready messages. Called only with {@link Capability#QUEUE_METRICS}.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @return the backlog
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default Backlog backlog() throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Waits until {@link #take} may find something new, for instance because a message was sent. May return early for no
     * reason. The time is elapsed time, whatever any clock shows; the caller asks for ever longer times, up to a second,
     * while the queue stays empty.
     *
     * @implSpec sleeps; for drivers that are not told of new messages
     * @param atMost how long to wait
     * @throws InterruptedException if the thread is interrupted, which ends the wait at once and changes nothing
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default void awaitWork(Duration atMost) throws Exception {
        TimeUnit.NANOSECONDS.sleep(TimeUnit.NANOSECONDS.convert(atMost));
    }

    /**
     * Stops or starts delivery, for all drivers of this queue. Called only with {@link Capability#QUEUE_PAUSE}.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @param paused {@code true} to stop it
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default void pause(boolean paused) throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Deletes all messages: ready, delayed and leased ones. Called only with {@link Capability#QUEUE_PURGE}.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default void purge() throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * Reads ready messages without leasing them. Called only with {@link Capability#QUEUE_PEEK}.
     *
     * @implSpec throws {@link UnsupportedOperationException}
     * @param most the most messages, 1 to 100, or to 1,000 under {@code Limits.RELAXED}
     * @return the messages with their attempts so far
     * @throws Exception the client's own exception, see {@link Driver}
     */
    default List<Peeked> peek(int most) throws Exception {
        throw new UnsupportedOperationException();
    }

    /**
     * One message.
     *
     * @param id unique, made by the caller; a store that names messages by itself may replace it
     * @param timestamp when it was sent, by the clock of the sender's environment, in whole milliseconds; stored and
     *     returned unchanged, and nothing is computed from it
     * @param contentType {@code bytes}, {@code json}, {@code text} or {@code v8}
     * @param body the serialised body
     * @since 0.1.0
     */
    record QueueRecord(String id, Instant timestamp, String contentType, byte[] body) {
        /** Leaves out the body. */
        @Override
        public String toString() {
            return "QueueRecord[" + id + ", " + timestamp + ", " + contentType + ", " + body.length + " bytes]";
        }
    }

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
     * @param lease names this lease and no other, of this queue or another one
     * @param message the message
     * @param attempts how often it was leased, this lease included and released ones not
     * @param failures how often it was settled by {@link Decision#RETRY} in this queue; released and expired leases are
     *     no failures (Q-LEASE-03). Without {@link Capability#QUEUE_FAILURES} {@code attempts - 1}.
     * @since 0.1.0
     */
    record Leased(String lease, QueueRecord message, int attempts, int failures) {}

    /**
     * What was leased.
     *
     * @param messages the messages, perhaps none
     * @param next how long until a further call may lease something, if nothing is sent or released before, measured by
     *     the store's clock; {@code null} if the store does not know. Zero or less means at once.
     * @param paused whether nothing was leased because the queue is paused
     * @since 0.1.0
     */
    record Taken(List<Leased> messages, @Nullable Duration next, boolean paused) {
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
        /** The lease goes on, for the settlement's time from now. Passed only with {@link Capability#QUEUE_EXTEND}. */
        EXTEND,
        /**
         * It was not handled: it is ready at once, and the attempt does not count. Passed only with {@link
         * Capability#QUEUE_RELEASE}; without it the caller passes {@link #RETRY} with zero, and attempt and failure count.
         */
        RELEASE,
        /** It failed: it becomes ready after the settlement's time, and the failure counts. */
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
     * @param oldest about when the oldest of them was sent: its timestamp, or when it was ready for the first time by the
     *     store's clock; {@code null} if there is none
     * @since 0.1.0
     */
    record Backlog(long count, long bytes, @Nullable Instant oldest) {}
}
