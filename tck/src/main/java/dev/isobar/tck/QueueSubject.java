package dev.isobar.tck;

import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the kit asks of a target that has queues: our drivers under an environment, or a runtime of its own.
 *
 * <p>A target consumes with the <i>standard handler</i>, which obeys the bodies. If a body is a JSON object with an array
 * {@code act}, its entry for the current attempt (the last one from then on) says what is done with the message, in the
 * order of the messages: {@code none}, {@code ack}, {@code retry}, {@code retry:<seconds>}, {@code ackAll}, {@code
 * retryAll}, {@code retryAll:<seconds>}, {@code throw} (the handler fails at once), and {@code late:<call>} for a call
 * that is made after the handler has ended; {@code a+b} means both. Other bodies ask for nothing. A call that is refused
 * does not fail the handler.
 *
 * @since 0.1.0
 */
public interface QueueSubject {
    /**
     * Opens queues, each with a producer and, if it is asked for, the standard handler. Called once, before anything
     * else.
     *
     * @param queues the queues
     * @throws dev.isobar.error.ConfigurationException if a setting is out of range
     */
    void open(QueueSetup... queues);

    /**
     * Returns the producer of a queue.
     *
     * @param name the name of the queue
     * @return the producer
     */
    Queue queue(String name);

    /**
     * Returns a producer that does not receive the answer of its first send: the call takes effect, then an action runs,
     * then the call is repeated. Asked for only if the target declares {@code queue-idempotent-send}.
     *
     * @param name the name of the queue
     * @param meanwhile what happens before the call is repeated
     * @return the producer
     */
    Queue withoutAnswer(String name, Runnable meanwhile);

    /**
     * Attaches the standard handler to a queue that was opened without.
     *
     * @param queue the name of the queue
     * @throws dev.isobar.error.ConflictException if the queue has a consumer
     */
    void consume(String queue);

    /**
     * Lets everything happen that is due, then moves time on by one second so often, letting things happen each time. A
     * target that cannot move time waits.
     *
     * @param seconds how often
     * @return the batches that were delivered meanwhile
     */
    List<QueueDelivery> advance(int seconds);

    /**
     * Moves time on without delivering anything. Asked for only if the target declares {@code controlled-clock} and {@code
     * queue-pull}.
     *
     * @param time how far
     */
    void pass(Duration time);

    /**
     * Returns how long the queues keep a message whose binding sets nothing else (Q-RET-01).
     *
     * @return 4 days, or less if the target declares a shorter one
     */
    Duration retention();

    /**
     * Returns whether queues can be opened with a retention of their own ({@link QueueSetup#retention}).
     *
     * @return {@code false} unless the target says otherwise
     */
    default boolean setsRetention() {
        return false;
    }

    /**
     * Returns the puller of a queue; asked for only if the target declares that messages can be pulled.
     *
     * @param queue the name of the queue
     * @return the puller
     */
    QueuePuller puller(String queue);

    /**
     * Has the messages that are due taken by a consumer that is closed before it hands them over, so that they are given
     * back. Asked for only if the target declares {@code queue-release}, and for a queue without a consumer and without a
     * batch timeout.
     *
     * @param queue the name of the queue
     */
    void giveBack(String queue);

    /**
     * Has the messages that are due handled by a consumer that renews their leases beyond the first end and then renews
     * nothing any more, as if its process had been stopped. Then an action runs, and the handler ends with an
     * acknowledgement. Asked for only if the target declares {@code queue-extend}, and for a queue without a consumer and
     * without a batch timeout.
     *
     * @param queue the name of the queue
     * @param meanwhile what happens before the handler ends
     */
    default void renew(String queue, Runnable meanwhile) {
        throw new UnsupportedOperationException("no lease of this target is renewed");
    }

    /**
     * Returns the leases that were given by the last take of a queue that found something. Asked for only if the target
     * declares {@code queue-pull} and {@code queue-release}.
     *
     * @param queue the name of the queue
     * @return the leases
     */
    default List<String> leases(String queue) {
        throw new UnsupportedOperationException("the leases of this target are not known");
    }

    /**
     * Returns what the store said when a consumer or puller asked it last: in which time a message may come.
     *
     * @param queue the name of the queue
     * @return the time; {@code null} if the store did not know, or does not say such things
     */
    default @Nullable Duration next(String queue) {
        return null;
    }

    /**
     * Returns the control of a queue.
     *
     * @param queue the name of the queue
     * @return the control
     */
    QueueControl control(String queue);
}
