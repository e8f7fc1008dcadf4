package dev.isobar.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is consumed: start from {@link #DEFAULT}, the service's defaults, and change what differs (Q-CONS-08). Ranges
 * are checked when the environment opens.
 *
 * @param maxBatchSize the most messages of a batch, 1 to 100; 10 by default
 * @param maxBatchTimeout how long the first waiting message waits for the batch to fill, 0 to 60 seconds; 5 by default
 * @param maxRetries how often a message is delivered again, 0 to 100; 3 by default
 * @param retryDelay the delay of a retry that names none, 0 to 24 hours in whole seconds; none by default
 * @param maxConcurrency the most handlers at once, 1 to 250; {@code null}, the default, for as many as there are
 *     processors
 * @param deadLetterQueue the name of another queue for messages whose last attempt has failed; {@code null}, the default,
 *     to delete them
 * @param visibilityTimeout how soon messages are redelivered if the process dies, 2 seconds to 12 hours; 30 seconds by
 *     default. It is renewed while a handler runs, for 15 minutes at most. On a backend that cannot extend a lease
 *     ({@code queue-extend}) it is not renewed and must be longer than the handler takes.
 * @since 0.1.0
 */
public record QueueConsumerSettings(
        int maxBatchSize,
        Duration maxBatchTimeout,
        int maxRetries,
        Duration retryDelay,
        @Nullable Integer maxConcurrency,
        @Nullable String deadLetterQueue,
        Duration visibilityTimeout) {
    /** The service's defaults. */
    public static final QueueConsumerSettings DEFAULT =
            new QueueConsumerSettings(10, Duration.ofSeconds(5), 3, Duration.ZERO, null, null, Duration.ofSeconds(30));

    /**
     * Sets the size of a batch.
     *
     * @param messages the most messages, 1 to 100
     * @return a changed copy
     */
    public QueueConsumerSettings withMaxBatchSize(int messages) {
        return new QueueConsumerSettings(
                messages, maxBatchTimeout, maxRetries, retryDelay, maxConcurrency, deadLetterQueue, visibilityTimeout);
    }

    /**
     * Sets how long a batch may fill.
     *
     * @param time 0 to 60 seconds
     * @return a changed copy
     */
    public QueueConsumerSettings withMaxBatchTimeout(Duration time) {
        return new QueueConsumerSettings(
                maxBatchSize, time, maxRetries, retryDelay, maxConcurrency, deadLetterQueue, visibilityTimeout);
    }

    /**
     * Sets how often a message is delivered again.
     *
     * @param retries 0 to 100
     * @return a changed copy
     */
    public QueueConsumerSettings withMaxRetries(int retries) {
        return new QueueConsumerSettings(
                maxBatchSize, maxBatchTimeout, retries, retryDelay, maxConcurrency, deadLetterQueue, visibilityTimeout);
    }

    /**
     * Sets the delay of retries that name none.
     *
     * @param delay 0 to 24 hours in whole seconds
     * @return a changed copy
     */
    public QueueConsumerSettings withRetryDelay(Duration delay) {
        return new QueueConsumerSettings(
                maxBatchSize, maxBatchTimeout, maxRetries, delay, maxConcurrency, deadLetterQueue, visibilityTimeout);
    }

    /**
     * Sets how many handlers may run at once.
     *
     * @param handlers 1 to 250, or {@code null} for as many as there are processors
     * @return a changed copy
     */
    public QueueConsumerSettings withMaxConcurrency(@Nullable Integer handlers) {
        return new QueueConsumerSettings(
                maxBatchSize, maxBatchTimeout, maxRetries, retryDelay, handlers, deadLetterQueue, visibilityTimeout);
    }

    /**
     * Sets where messages go after their last attempt.
     *
     * @param queue the name of another queue, or {@code null} to delete them
     * @return a changed copy
     */
    public QueueConsumerSettings withDeadLetterQueue(@Nullable String queue) {
        return new QueueConsumerSettings(
                maxBatchSize, maxBatchTimeout, maxRetries, retryDelay, maxConcurrency, queue, visibilityTimeout);
    }

    /**
     * Sets how soon messages are redelivered if the process dies.
     *
     * @param time 2 seconds to 12 hours
     * @return a changed copy
     */
    public QueueConsumerSettings withVisibilityTimeout(Duration time) {
        return new QueueConsumerSettings(
                maxBatchSize, maxBatchTimeout, maxRetries, retryDelay, maxConcurrency, deadLetterQueue, time);
    }
}
