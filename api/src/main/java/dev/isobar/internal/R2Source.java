package dev.isobar.internal;

import dev.isobar.error.IsobarException;
import dev.isobar.r2.R2Checksum;
import dev.isobar.r2.R2SsecKey;
import dev.isobar.spi.R2Body;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** What a caller hands over to be stored, and the way of it to the driver. */
final class R2Source {
    private final Supplier<InputStream> bytes;
    private final boolean repeatable;
    private final long length;
    private final @Nullable R2Checksum expected;
    private final @Nullable R2SsecKey ssecKey;

    private R2Source(
            Supplier<InputStream> bytes,
            boolean repeatable,
            long length,
            @Nullable R2Checksum expected,
            @Nullable R2SsecKey ssecKey) {
        this.bytes = bytes;
        this.repeatable = repeatable;
        this.length = length;
        this.expected = expected;
        this.ssecKey = ssecKey;
    }

    static R2Source of(byte[] bytes) {
        return new R2Source(() -> new ByteArrayInputStream(bytes), true, bytes.length, null, null);
    }

    static R2Source of(InputStream stream, long length) {
        return new R2Source(() -> stream, false, length, null, null);
    }

    R2Source with(@Nullable R2Checksum checksum, @Nullable R2SsecKey key) {
        return new R2Source(bytes, repeatable, length, checksum, key);
    }

    long length() {
        return length;
    }

    /** What a driver does with a body. */
    interface Storing<T extends @Nullable Object> {
        T store(R2Body body) throws IOException;
    }

    /** Hands the bytes to a driver. What is wrong with them outweighs what the driver made of that. */
    <T extends @Nullable Object> T send(
            String operation, DriverCalls calls, R2Requests requests, boolean idempotent, Storing<T> storing) {
        AtomicReference<@Nullable IOException> unreadable = new AtomicReference<>();
        try {
            return calls.<T>call(operation, idempotent && repeatable, Map.of("bytes", length), () -> {
                R2CheckedBody body = new R2CheckedBody(operation, requests, bytes.get(), length, expected, ssecKey);
                try {
                    body.begin();
                    return storing.store(body);
                } catch (IOException | RuntimeException failed) {
                    unreadable.set(body.unreadable());
                    throw body.blamed(failed);
                }
            });
        } catch (IsobarException failed) {
            IOException cause = unreadable.get();
            throw cause == null ? failed : new UncheckedIOException(cause);
        }
    }
}
