package dev.isobar.kv;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a KV value is read.
 *
 * @param cacheTtl how long Cloudflare may answer from the cache of a location, whole seconds, at least 30 (KV-GET-08);
 *     checked everywhere, ignored by backends without such a cache; {@code null} for Cloudflare's default of 60 seconds
 * @since 0.1.0
 */
public record KvGetOptions(@Nullable Duration cacheTtl) {
    /** Reads with the default cache time. */
    public static final KvGetOptions NONE = new KvGetOptions(null);

    /**
     * Sets how long Cloudflare may answer from the cache of a location.
     *
     * @param ttl whole seconds, at least 30; {@code null} for the default
     * @return a changed copy
     */
    public KvGetOptions withCacheTtl(@Nullable Duration ttl) {
        return new KvGetOptions(ttl);
    }
}
