package dev.isobar.kv;

import java.time.Duration;

/**
 * The limits of a KV namespace.
 *
 * @param keyBytes the longest key, in bytes of UTF-8
 * @param valueBytes the largest value, in bytes
 * @param metadataBytes the largest metadata, in bytes of compact JSON
 * @param minExpirationTtl the shortest time to live; like all times here at most 36,500 days
 * @param minCacheTtl the shortest cache time
 * @param bulkKeys the most keys of one bulk call
 * @param bulkBytes the most bytes that one bulk read returns
 * @param listKeys the largest page
 * @since 0.1.0
 */
public record KvLimits(
        int keyBytes,
        int valueBytes,
        int metadataBytes,
        Duration minExpirationTtl,
        Duration minCacheTtl,
        int bulkKeys,
        int bulkBytes,
        int listKeys) {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    /** Refuses times that are negative or longer than 36,500 days. */
    public KvLimits {
        check("minExpirationTtl", minExpirationTtl);
        check("minCacheTtl", minCacheTtl);
    }

    private static void check(String limit, Duration time) {
        if (time.isNegative() || time.compareTo(LONGEST) > 0) {
            throw new IllegalArgumentException(limit + " is " + time + "; 0 to 36,500 days are allowed");
        }
    }

    /** What Cloudflare documents, for the free and the paid plan alike. */
    public static final KvLimits CLOUDFLARE = new KvLimits(
            512, 26_214_400, 1_024, Duration.ofSeconds(60), Duration.ofSeconds(30), 100, 26_214_400, 1_000);

    /** For self-hosted stores: times to live from one second, metadata and bulk calls ten times as large. */
    public static final KvLimits RELAXED = new KvLimits(
            512, 26_214_400, 10_240, Duration.ofSeconds(1), Duration.ofSeconds(1), 1_000, 262_144_000, 1_000);
}
