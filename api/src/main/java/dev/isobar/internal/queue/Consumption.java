package dev.isobar.internal.queue;

import dev.isobar.internal.Deadline;
import dev.isobar.queue.QueueConsumer;
import java.time.Duration;

/** A consumer as its environment sees it, which ends many of them together: first all are told, then all are awaited. */
public interface Consumption extends QueueConsumer {
    /** How long a consumer that is closed by itself waits for its handlers. */
    Duration LONGEST_WAIT = Duration.ofSeconds(30);

    /** What a consumer tells its environment. Each comes once, the first before the second. */
    interface Events {
        /** Nothing more is taken; another consumer may take its place. */
        void stopped();

        /** The last handler was settled; nothing of it runs any more. */
        void ended();
    }

    /** Starts to consume; returns false if the consumer was stopped before. */
    boolean start();

    /** Takes no more messages. Does not wait. */
    void stop();

    /** Waits until nothing of this consumer runs any more; returns whether that is so. */
    boolean awaitEnd(Deadline deadline) throws InterruptedException;

    /** Whether a handler of this consumer, or the consumer itself, is who asks: it cannot wait for its own end. */
    boolean runsHere();

    @Override
    default boolean close(Duration atMost) {
        Deadline deadline = Deadline.after(atMost);
        stop();
        if (runsHere()) {
            return false;
        }
        try {
            return awaitEnd(deadline);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    default void close() {
        close(LONGEST_WAIT);
    }
}
