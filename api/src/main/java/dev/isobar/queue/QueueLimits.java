package dev.isobar.queue;

import java.time.Duration;

/**
 * The limits of a queue and its consumer.
 *
 * @param messageBytes the largest message, in bytes of its serialised form
 * @param batchMessages the most messages of one {@code sendBatch}
 * @param batchBytes the most bytes of one {@code sendBatch}
 * @param maxDelay the longest delay of a message or a retry
 * @param consumerBatch the most messages handed over or pulled at once
 * @param maxBatchTimeout the longest wait for a batch to fill
 * @param maxRetries the most retries
 * @param maxConcurrency the most handlers at once
 * @param maxVisibility the longest lease
 * @since 0.1.0
 */
public record QueueLimits(
        int messageBytes,
        int batchMessages,
        int batchBytes,
        Duration maxDelay,
        int consumerBatch,
        Duration maxBatchTimeout,
        int maxRetries,
        int maxConcurrency,
        Duration maxVisibility) {
    /** What Cloudflare documents. */
    public static final QueueLimits CLOUDFLARE = new QueueLimits(
            128_000, 100, 256_000, Duration.ofDays(1), 100, Duration.ofSeconds(60), 100, 250, Duration.ofHours(12));

    /** For stores of one's own: ten times Cloudflare's sizes and counts, delays of up to a year. */
    public static final QueueLimits RELAXED = new QueueLimits(
            1_280_000,
            1_000,
            2_560_000,
            Duration.ofDays(365),
            1_000,
            Duration.ofMinutes(10),
            1_000,
            2_500,
            Duration.ofDays(1));
}
