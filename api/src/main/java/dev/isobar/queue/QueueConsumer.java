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
     * Messages of a handler that does not end in time come again when their lease ends.
     *
     * @param atMost how long to wait for handlers
     * @return {@code true} if all handlers have ended
     */
    boolean close(Duration atMost);

    /** Ends the consumer like {@link #close(Duration)}, waiting 30 seconds at most. Closing twice does nothing. */
    @Override
    void close();
}
