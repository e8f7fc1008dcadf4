package dev.isobar.queue;

import java.time.Duration;

/**
 * The limits of a queue and its consumer.
 *
 * @param messageBytes the largest message, in bytes of its serialised form
 * @param batchMessages the most messages of one {@code sendBatch}
 * @param batchBytes the most bytes of one {@code sendBatch}
 * @param maxDelay the longest delay of a message or a retry; like all times here at most 36,500 days
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
    /** Sums of two such times still fit into a number of nanoseconds. */
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Refuses times that are negative or longer than 36,500 days. */
    public QueueLimits {
        check("maxDelay", maxDelay);
        check("maxBatchTimeout", maxBatchTimeout);
        check("maxVisibility", maxVisibility);
    }

    private static void check(String limit, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(limit + " is " + time + "; 0 to 36,500 days are allowed");
        }
    }

    /** What Cloudflare documents. */
    public static final QueueLimits CLOUDFLARE = new QueueLimits(
            128_000, 100, 256_000, Duration.ofDays(1), 100, Duration.ofSeconds(60), 100, 250, Duration.ofHours(12));

    /** For self-hosted stores: ten times Cloudflare's sizes and counts, delays of up to a year. */
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
