package dev.isobar.kv;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A listed name (KV-LIST-06).
 *
 * @param name the key
 * @param expiration when the entry ends, whole seconds; {@code null} if it does not
 * @param metadata the metadata as JSON; {@code null} if there is none
 * @since 0.1.0
 */
public record KvKey(
        String name, @Nullable Instant expiration, @Nullable JsonNode metadata) {

    /** Leaves out the metadata. */
    @Override
    public String toString() {
        return "KvKey[" + name + ", expiration=" + expiration + (metadata == null ? "" : ", with metadata") + "]";
    }
}
