package dev.isobar.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a queue is consumed; the defaults are the service's (Q-CONS-08). Ranges are checked when the environment opens.
 *
 * @param maxBatchSize the most messages of a batch, 1 to 100; 10 by default
 * @param maxBatchTimeout how long the first waiting message waits for the batch to fill, 0 to 60 seconds; 5 by default
 * @param maxRetries how often a message is delivered again, 0 to 100; 3 by default
 * @param retryDelay the delay of a retry that names none, 0 to 24 hours in whole seconds; none by default
 * @param maxConcurrency the most handlers at once, 1 to 250; {@code null}, the default, for as many as there are
 *     processors
 * @param deadLetterQueue the name of another queue for messages whose last attempt has failed; {@code null}, the default,
 *     to delete them
 * @param visibilityTimeout how soon messages come again if the process dies, 1 second to 12 hours; 30 seconds by default.
 *     It is renewed while a handler runs, for 15 minutes at most.
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
    public static final QueueConsumerSettings DEFAULT = builder().build();

    /**
     * Starts from the defaults.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Builds settings; what is not set has the service's default. Not safe for use from several threads.
     *
     * @since 0.1.0
     */
    public static final class Builder {
        private int maxBatchSize = 10;
        private Duration maxBatchTimeout = Duration.ofSeconds(5);
        private int maxRetries = 3;
        private Duration retryDelay = Duration.ZERO;
        private @Nullable Integer maxConcurrency;
        private @Nullable String deadLetterQueue;
        private Duration visibilityTimeout = Duration.ofSeconds(30);

        private Builder() {}

        /**
         * Sets the size of a batch.
         *
         * @param messages 1 to 100
         * @return this builder
         */
        public Builder maxBatchSize(int messages) {
            maxBatchSize = messages;
            return this;
        }

        /**
         * Sets how long a batch may fill.
         *
         * @param time 0 to 60 seconds
         * @return this builder
         */
        public Builder maxBatchTimeout(Duration time) {
            maxBatchTimeout = time;
            return this;
        }

        /**
         * Sets how often a message is delivered again.
         *
         * @param retries 0 to 100
         * @return this builder
         */
        public Builder maxRetries(int retries) {
            maxRetries = retries;
            return this;
        }

        /**
         * Sets the delay of retries that name none.
         *
         * @param delay 0 to 24 hours
         * @return this builder
         */
        public Builder retryDelay(Duration delay) {
            retryDelay = delay;
            return this;
        }

        /**
         * Sets how many handlers may run at once.
         *
         * @param handlers 1 to 250, or {@code null} for as many as there are processors
         * @return this builder
         */
        public Builder maxConcurrency(@Nullable Integer handlers) {
            maxConcurrency = handlers;
            return this;
        }

        /**
         * Sets where messages go after their last attempt.
         *
         * @param queue the name of another queue, or {@code null} to delete them
         * @return this builder
         */
        public Builder deadLetterQueue(@Nullable String queue) {
            deadLetterQueue = queue;
            return this;
        }

        /**
         * Sets how soon messages come again if the process dies.
         *
         * @param time 1 second to 12 hours
         * @return this builder
         */
        public Builder visibilityTimeout(Duration time) {
            visibilityTimeout = time;
            return this;
        }

        /**
         * Builds the settings.
         *
         * @return the settings, not checked yet
         */
        public QueueConsumerSettings build() {
            return new QueueConsumerSettings(
                    maxBatchSize,
                    maxBatchTimeout,
                    maxRetries,
                    retryDelay,
                    maxConcurrency,
                    deadLetterQueue,
                    visibilityTimeout);
        }
    }
}
