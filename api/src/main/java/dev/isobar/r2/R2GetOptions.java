package dev.isobar.r2;

import org.jspecify.annotations.Nullable;

/**
 * What a {@code get} reads.
 *
 * @param range which bytes
 * @param ssecKey the key that the object was encrypted with, or {@code null}; needs the capability {@code r2-sse-c}
 * @since 0.1.0
 */
public record R2GetOptions(R2Range range, @Nullable R2SsecKey ssecKey) {
    /** The whole object. */
    public static final R2GetOptions NONE = new R2GetOptions(R2Range.ALL, null);

    /**
     * Reads some of the bytes.
     *
     * @param range which bytes
     * @return a changed copy
     */
    public R2GetOptions withRange(R2Range range) {
        return new R2GetOptions(range, ssecKey);
    }

    /**
     * Decrypts the object.
     *
     * @param key the key that it was stored with
     * @return a changed copy
     */
    public R2GetOptions withSsecKey(@Nullable R2SsecKey key) {
        return new R2GetOptions(range, key);
    }
}
