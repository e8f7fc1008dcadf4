package dev.isobar.internal.r2;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
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
final class R2Value {
    private final Supplier<InputStream> bytes;
    private final boolean repeatable;
    private final long length;
    private final @Nullable R2Checksum expected;
    private final @Nullable R2SsecKey ssecKey;

    private R2Value(
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

    static R2Value of(byte[] bytes) {
        return new R2Value(() -> new ByteArrayInputStream(bytes), true, bytes.length, null, null);
    }

    static R2Value of(InputStream stream, long length) {
        return new R2Value(() -> stream, false, length, null, null);
    }

    R2Value with(@Nullable R2Checksum checksum, @Nullable R2SsecKey key) {
        return new R2Value(bytes, repeatable, length, checksum, key);
    }

    long length() {
        return length;
    }

    /** What a driver does with a body. */
    interface Storing<T extends @Nullable Object> {
        T store(R2Body body) throws Exception;
    }

    /** Hands the bytes to a driver. What is wrong with them outweighs what the driver made of that. */
    <T extends @Nullable Object> T send(
            String operation, DriverCalls calls, R2Checks checks, boolean idempotent, Storing<T> storing) {
        AtomicReference<@Nullable IOException> unreadable = new AtomicReference<>();
        try {
            return calls.<T>call(operation, idempotent && repeatable, Map.of("bytes", length), () -> {
                R2CheckedBody body = new R2CheckedBody(operation, checks, bytes.get(), length, expected, ssecKey);
                try {
                    body.begin();
                    return storing.store(body);
                } catch (Exception failed) {
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
