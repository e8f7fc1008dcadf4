package dev.isobar.queue;

import java.time.Duration;

/**
 * A running consumer. Ends with its environment, or earlier by {@link #close()}. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public interface QueueConsumer extends AutoCloseable {
    /**
     * Names the queue.
     *
     * @return the name of the queue, not of a binding
     */
    String queue();

    /**
     * Takes no more messages, waits for the handlers that are running, and gives back what was taken and not handled.
     * Leases are renewed until the last handler has ended, also after this wait. A handler that closes its own consumer
     * does not wait for itself: the call returns {@code false} at once. Closing again does nothing but wait. An interrupt
     * ends the wait and leaves the flag set.
     *
     * @param atMost how long to wait for handlers, in elapsed time; zero or less to wait for none
     * @return {@code true} if all handlers have ended and their messages are settled
     */
    boolean close(Duration atMost);

    /** Ends the consumer like {@link #close(Duration)}, waiting 30 seconds at most. */
    @Override
    void close();
}
