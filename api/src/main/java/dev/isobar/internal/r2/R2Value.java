package dev.isobar.internal.r2;

import static java.util.Objects.requireNonNull;

import dev.isobar.internal.Utf8;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.function.Supplier;

/**
 * The content that a caller wants to store.
 *
 * @param bytes opens it; again only if it is repeatable
 * @param repeatable whether it can be read more than once
 * @param length the number of bytes that the caller has announced; negative if it is unknown
 */
record R2Value(Supplier<InputStream> bytes, boolean repeatable, long length) {
    static R2Value of(String text) {
        return of(Utf8.encode(requireNonNull(text, "value")));
    }

    static R2Value of(byte[] bytes) {
        requireNonNull(bytes, "value");
        return new R2Value(() -> new ByteArrayInputStream(bytes), true, bytes.length);
    }

    static R2Value of(InputStream stream, long length) {
        requireNonNull(stream, "value");
        return new R2Value(() -> stream, false, length);
    }
}
