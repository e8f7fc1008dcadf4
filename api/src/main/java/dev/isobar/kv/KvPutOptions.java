package dev.isobar.kv;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How a KV value is stored.
 *
 * @param expirationTtl time to live from the write, in whole seconds, at least 60 (KV-PUT-05); {@code null} for none
 * @param expiration when the entry expires, in whole seconds, at least 60 seconds ahead (KV-PUT-06); ignored if a
 *     time to live is given (KV-PUT-07); {@code null} for none
 * @param metadata data listed with the key, whatever Jackson can write as JSON, at most 1,024 bytes of it
 *     (KV-META-02); {@code null} for none
 * @since 0.1.0
 */
public record KvPutOptions(
        @Nullable Duration expirationTtl,
        @Nullable Instant expiration,
        @Nullable Object metadata) {
    /** Keeps the value for good, without metadata. */
    public static final KvPutOptions NONE = new KvPutOptions(null, null, null);

    /**
     * Lets the entry expire some time after the write.
     *
     * @param ttl whole seconds, at least 60; {@code null} for none
     * @return a changed copy
     */
    public KvPutOptions withExpirationTtl(@Nullable Duration ttl) {
        return new KvPutOptions(ttl, expiration, metadata);
    }

    /**
     * Lets the entry expire at an instant.
     *
     * @param instant at least 60 seconds ahead; fractions of a second are cut; {@code null} for none
     * @return a changed copy
     */
    public KvPutOptions withExpiration(@Nullable Instant instant) {
        return new KvPutOptions(expirationTtl, instant, metadata);
    }

    /**
     * Sets the data listed with the key.
     *
     * @param data whatever Jackson can write as JSON, at most 1,024 bytes of it; {@code null} for none
     * @return a changed copy
     */
    public KvPutOptions withMetadata(@Nullable Object data) {
        return new KvPutOptions(expirationTtl, expiration, data);
    }

    /** Leaves out the metadata. */
    @Override
    public String toString() {
        return "KvPutOptions[expirationTtl=" + expirationTtl + ", expiration=" + expiration
                + (metadata == null ? "" : ", with metadata") + "]";
    }
}
