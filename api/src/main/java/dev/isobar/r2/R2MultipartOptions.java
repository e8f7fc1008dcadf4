package dev.isobar.r2;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the object of a multipart upload will be stored.
 *
 * @param httpMetadata the HTTP headers kept with the object
 * @param customMetadata texts kept with the object, at most 8,192 bytes of UTF-8, names and values together
 *     (R2-PUT-06)
 * @param storageClass the class; the one that is not the default needs the capability {@code r2-storage-class}
 * @param ssecKey a key to encrypt the object with, or {@code null}; needs the capability {@code r2-sse-c}
 * @since 0.1.0
 */
public record R2MultipartOptions(
        R2HTTPMetadata httpMetadata,
        Map<String, String> customMetadata,
        R2StorageClass storageClass,
        @Nullable R2SsecKey ssecKey) {
    /** No metadata. */
    public static final R2MultipartOptions NONE =
            new R2MultipartOptions(R2HTTPMetadata.NONE, Map.of(), R2StorageClass.STANDARD, null);

    /** Copies the custom metadata in its order. */
    public R2MultipartOptions {
        customMetadata = CustomMetadata.copy(customMetadata);
    }

    /**
     * Sets the HTTP headers kept with the object.
     *
     * @param metadata the headers
     * @return a changed copy
     */
    public R2MultipartOptions withHttpMetadata(R2HTTPMetadata metadata) {
        return new R2MultipartOptions(metadata, customMetadata, storageClass, ssecKey);
    }

    /**
     * Sets the texts kept with the object.
     *
     * @param metadata at most 8,192 bytes of UTF-8, names and values together
     * @return a changed copy
     */
    public R2MultipartOptions withCustomMetadata(Map<String, String> metadata) {
        return new R2MultipartOptions(httpMetadata, metadata, storageClass, ssecKey);
    }

    /**
     * Sets the storage class.
     *
     * @param value the class
     * @return a changed copy
     */
    public R2MultipartOptions withStorageClass(R2StorageClass value) {
        return new R2MultipartOptions(httpMetadata, customMetadata, value, ssecKey);
    }

    /**
     * Encrypts the object.
     *
     * @param key the key, which every part and every {@code get} needs too
     * @return a changed copy
     */
    public R2MultipartOptions withSsecKey(@Nullable R2SsecKey key) {
        return new R2MultipartOptions(httpMetadata, customMetadata, storageClass, key);
    }

    /** Shows the names of custom metadata: their values are the application's. */
    @Override
    public String toString() {
        return "R2MultipartOptions[httpMetadata=" + httpMetadata + ", customMetadata=" + customMetadata.keySet()
                + ", storageClass=" + storageClass + ", ssecKey=" + ssecKey + "]";
    }
}
