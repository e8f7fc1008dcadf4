package dev.isobar.kv;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of names.
 *
 * @param keys the names in ascending order of their UTF-8 bytes; may be empty though more follow (KV-LIST-05)
 * @param cursor what the next page is asked for with, opaque; {@code null} if this was the last page
 * @param cacheStatus what Cloudflare's cache did, {@code null} on other backends (KV-GWM-03)
 * @since 0.1.0
 */
public record KvListPage(
        List<KvKey> keys, @Nullable String cursor, @Nullable String cacheStatus) {
    /** Copies the list. */
    public KvListPage {
        keys = List.copyOf(keys);
    }

    /**
     * Tells whether this was the last page.
     *
     * @return {@code true} if no page follows
     */
    public boolean listComplete() {
        return cursor == null;
    }
}
