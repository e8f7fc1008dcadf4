package dev.isobar.config;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A queue consumer as wrangler's file declares it; null stands for the service's default.
 *
 * @param queue the queue's name
 * @param place where this is said
 * @param maxBatchSize messages in a batch
 * @param maxBatchTimeout the wait for a batch to fill
 * @param maxRetries deliveries after the first
 * @param retryDelay the wait before a delivery is repeated
 * @param maxConcurrency batches at a time
 * @param deadLetterQueue where messages go whose deliveries have failed
 * @param visibilityTimeout how long a pulled message stays invisible
 */
public record WranglerConsumer(
        String queue,
        String place,
        @Nullable Integer maxBatchSize,
        @Nullable Duration maxBatchTimeout,
        @Nullable Integer maxRetries,
        @Nullable Duration retryDelay,
        @Nullable Integer maxConcurrency,
        @Nullable String deadLetterQueue,
        @Nullable Duration visibilityTimeout) {}
