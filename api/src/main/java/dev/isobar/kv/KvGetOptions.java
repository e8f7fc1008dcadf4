package dev.isobar.kv;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * How a KV value is read.
 *
 * @param cacheTtl how long Cloudflare may answer from the cache of a location, whole seconds, at least 30 (KV-GET-08);
 *     checked everywhere, used only on Cloudflare; {@code null} for its default of 60 seconds
 */
public record KvGetOptions(@Nullable Duration cacheTtl) {
    /** Reads with the default cache time. */
    public static final KvGetOptions NONE = new KvGetOptions(null);

    /**
     * Sets how long Cloudflare may answer from the cache of a location.
     *
     * @param ttl whole seconds, at least 30
     * @return a changed copy
     */
    public KvGetOptions withCacheTtl(Duration ttl) {
        return new KvGetOptions(ttl);
    }
}
