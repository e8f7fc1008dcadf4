package dev.isobar.r2;

import org.jspecify.annotations.Nullable;

/**
 * How a part is stored.
 *
 * @param ssecKey the key that the upload was created with, or {@code null}; needs the capability {@code r2-sse-c}
 * @since 0.1.0
 */
public record R2UploadPartOptions(@Nullable R2SsecKey ssecKey) {
    /** No encryption. */
    public static final R2UploadPartOptions NONE = new R2UploadPartOptions(null);

    /**
     * Encrypts the part.
     *
     * @param key the key that the upload was created with
     * @return a changed copy
     */
    public R2UploadPartOptions withSsecKey(@Nullable R2SsecKey key) {
        return new R2UploadPartOptions(key);
    }
}
