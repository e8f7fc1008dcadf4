package dev.isobar.kv;

import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A value with its metadata.
 *
 * @param <T> what the value is read as
 * @param value the value; {@code null} if the key is absent or has expired, or for the JSON {@code null}
 * @param metadata the metadata as JSON; {@code null} if there is none
 * @param cacheStatus what Cloudflare's cache did, {@code null} on other backends (KV-GWM-03)
 * @since 0.1.0
 */
public record KvValue<T>(
        @Nullable T value,
        @Nullable JsonNode metadata,
        @Nullable String cacheStatus) {

    /** Leaves out the value and the metadata. */
    @Override
    public String toString() {
        return "KvValue[" + (value == null ? "no value" : value.getClass().getSimpleName())
                + (metadata == null ? "" : ", with metadata")
                + (cacheStatus == null ? "" : ", cacheStatus=" + cacheStatus) + "]";
    }
}
