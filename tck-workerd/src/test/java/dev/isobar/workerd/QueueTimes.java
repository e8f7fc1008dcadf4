package dev.isobar.workerd;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/**
 * Settings and times of one scenario. They keep moments apart of which the simulator makes no one order on a clock that
 * stands: a batch falls due in no second in which messages become ready, and what is retried from a full batch is ready
 * at no time at which delayed messages are (rows "a batch that falls due" and "a full batch", {@code Q-CONS-03},
 * {@code Q-MET-01}).
 *
 * @param main the settings of the queue that is sent to
 * @param dead the settings of its dead letter queue
 * @param seconds by how much the clock may move
 * @param delays with which delays messages may be sent, in seconds; -1 is none given
 * @param retryDelays with which delays messages may be retried; -1 is none given
 * @param counted whether what waits can be counted: not where the simulator delivers while sending
 * @param limit after how many seconds the clock stops
 */
record QueueTimes(
        ObjectNode main,
        ObjectNode dead,
        List<Integer> seconds,
        List<Integer> delays,
        List<Integer> retryDelays,
        boolean counted,
        int limit) {
    private static final int NEVER = Integer.MAX_VALUE;

    /** A few, since the runtime has to know all queues when it starts. */
    private static final List<QueueTimes> ALL = List.of(
            single(settings(1, 0, 2, 1, 0), settings(1, 1, 1, 2, 0)),
            single(settings(1, 3, 0, 3, 2), settings(1, 1, 0, 0, 0)),
            single(settings(1, 1, 3, 3, 2), settings(1, 1, 2, 1, 0)),
            timed(settings(100, 1, 2, 2, 0), settings(100, 1, 1, 2, 0)),
            timed(settings(100, 4, 3, 5, 3), settings(100, 4, 0, 5, 0)),
            timed(settings(100, 4, 1, 2, 0), settings(100, 1, 2, 5, 0)),
            filled(settings(2, 60, 3, 3, 0), settings(3, 60, 1, 1, 0)),
            filled(settings(3, 60, 1, 1, 2), settings(2, 60, 2, 2, 0)),
            filled(settings(5, 60, 2, 3, 0), settings(1, 60, 0, 1, 0)),
            buried(settings(2, 1, 0, 0, 0), settings(1, 1, 1, 1, 0)),
            buried(settings(4, 3, 0, 2, 2), settings(1, 1, 2, 3, 0)),
            immediate(settings(1, 1, 2, 0, 4)),
            immediate(settings(2, 1, 1, 0, 4)),
            immediate(settings(4, 1, 2, 0, 8)));

    static QueueTimes any(Dice dice) {
        return dice.oneOf(ALL);
    }

    /**
     * Batches of one: nothing waits for a batch. A retry waits, or it would come before what is sent next, and never as
     * long as a message that is delayed.
     */
    private static QueueTimes single(ObjectNode main, ObjectNode dead) {
        return new QueueTimes(
                main, dead, List.of(0, 1, 2, 3), List.of(-1, -1, 0, 2, 5), List.of(-1, 1, 3, 4), false, NEVER);
    }

    /** Batches that time ends: messages come at multiples of three, batches fall due one second after. */
    private static QueueTimes timed(ObjectNode main, ObjectNode dead) {
        return new QueueTimes(
                main, dead, List.of(0, 3, 3, 6), List.of(-1, -1, 0, 3, 6), List.of(-1, 2, 5), true, NEVER);
    }

    /** Batches that messages fill; the clock stops before time ends one. Retries wait, other times than messages do. */
    private static QueueTimes filled(ObjectNode main, ObjectNode dead) {
        return new QueueTimes(main, dead, List.of(0, 1, 2), List.of(-1, -1, -1, 0, 2), List.of(-1, 1, 3), false, 55);
    }

    /** Batches that messages fill or time ends, and no second attempt: messages come in even seconds, batches in odd. */
    private static QueueTimes buried(ObjectNode main, ObjectNode dead) {
        return new QueueTimes(
                main, dead, List.of(0, 2, 2, 4), List.of(-1, -1, -1, 0, 2, 4), List.of(-1, 1, 2), false, NEVER);
    }

    /** Retries at once, up to two of them; messages are delayed, so that none comes while others are sent. */
    private static QueueTimes immediate(ObjectNode main) {
        ObjectNode dead = settings(1, 1, 0, 0, 0);
        return new QueueTimes(main, dead, List.of(0, 4, 4), List.of(-1, 4, 8), List.of(-1, 0), true, NEVER);
    }

    private static ObjectNode settings(int size, int timeout, int retries, int retryDelay, int deliveryDelay) {
        return Forms.members()
                .put("maxBatchSize", size)
                .put("maxBatchTimeout", timeout)
                .put("maxRetries", retries)
                .put("retryDelay", retryDelay)
                .put("deliveryDelay", deliveryDelay);
    }
}
