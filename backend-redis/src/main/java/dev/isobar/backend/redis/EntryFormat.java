package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.KvDriver.KvListed;
import dev.isobar.spi.KvDriver.KvRecord;
import java.nio.ByteBuffer;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry as one Redis string, so that its parts change together: one byte for the format, the second at which it expires
 * (eight bytes, 0 for never), the length of the metadata (four bytes, 0 for none), the metadata, the value.
 */
final class EntryFormat {
    private static final byte FORMAT = 1;
    private static final int EXPIRATION = 1;
    private static final int METADATA_LENGTH = 9;
    private static final int HEAD = 13;

    private EntryFormat() {}

    static byte[] encode(KvRecord entry) {
        byte[] metadata =
                entry.metadata() == null ? new byte[0] : entry.metadata().getBytes(UTF_8);
        return ByteBuffer.allocate(HEAD + metadata.length + entry.value().length)
                .put(FORMAT)
                .putLong(entry.expiration() == null ? 0 : entry.expiration().getEpochSecond())
                .putInt(metadata.length)
                .put(metadata)
                .put(entry.value())
                .array();
    }

    /** Returns when an entry expires; does not move the buffer. */
    static @Nullable Instant expiration(ByteBuffer bytes) {
        return instant(bytes.getLong(bytes.position() + EXPIRATION));
    }

    /** Returns how many bytes the value has; does not move the buffer. */
    static int valueLength(ByteBuffer bytes) {
        return bytes.remaining() - HEAD - bytes.getInt(bytes.position() + METADATA_LENGTH);
    }

    static KvRecord decode(ByteBuffer bytes) {
        Instant expiration = readExpiration(bytes);
        String metadata = metadata(bytes);
        byte[] value = new byte[bytes.remaining()];
        bytes.get(value);
        return new KvRecord(value, metadata, expiration);
    }

    /** Reads what comes before the value. */
    static KvListed listed(byte[] name, byte[] head) {
        ByteBuffer bytes = ByteBuffer.wrap(head);
        Instant expiration = readExpiration(bytes);
        return new KvListed(new String(name, UTF_8), metadata(bytes), expiration);
    }

    private static @Nullable Instant readExpiration(ByteBuffer bytes) {
        byte format = bytes.get();
        if (format != FORMAT) {
            throw new IllegalStateException("an entry has format " + format + "; this version knows " + FORMAT);
        }
        return instant(bytes.getLong());
    }

    private static @Nullable Instant instant(long second) {
        return second == 0 ? null : Instant.ofEpochSecond(second);
    }

    private static @Nullable String metadata(ByteBuffer bytes) {
        int length = bytes.getInt();
        if (length == 0) {
            return null;
        }
        byte[] metadata = new byte[length];
        bytes.get(metadata);
        return new String(metadata, UTF_8);
    }
}
