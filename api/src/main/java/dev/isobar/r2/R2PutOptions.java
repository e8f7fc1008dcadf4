package dev.isobar.r2;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object is stored.
 *
 * @param onlyIf the condition; if it fails, {@code put} stores nothing and returns {@code null}. Instants in it need the
 *     capability {@code r2-date-conditions-on-put}
 * @param httpMetadata the HTTP headers kept with the object
 * @param customMetadata texts kept with the object, at most 8,192 bytes of UTF-8, names and values together
 *     (R2-PUT-06); any Unicode, names are case-sensitive
 * @param checksum the hash that the content must have (R2-PUT-08), or {@code null}
 * @param storageClass the class; the one that is not the default needs the capability {@code r2-storage-class}
 * @param ssecKey a key to encrypt the object with, or {@code null}; needs the capability {@code r2-sse-c}
 * @since 0.1.0
 */
public record R2PutOptions(
        R2Conditional onlyIf,
        R2HTTPMetadata httpMetadata,
        Map<String, String> customMetadata,
        @Nullable R2Checksum checksum,
        R2StorageClass storageClass,
        @Nullable R2SsecKey ssecKey) {
    /** No condition, no metadata. */
    public static final R2PutOptions NONE =
            new R2PutOptions(R2Conditional.NONE, R2HTTPMetadata.NONE, Map.of(), null, R2StorageClass.STANDARD, null);

    /** Copies the custom metadata in its order. */
    public R2PutOptions {
        customMetadata = CustomMetadata.copy(customMetadata);
    }

    /**
     * Stores only if a condition holds.
     *
     * @param condition the condition
     * @return a changed copy
     */
    public R2PutOptions withOnlyIf(R2Conditional condition) {
        return new R2PutOptions(condition, httpMetadata, customMetadata, checksum, storageClass, ssecKey);
    }

    /**
     * Sets the HTTP headers kept with the object.
     *
     * @param metadata the headers
     * @return a changed copy
     */
    public R2PutOptions withHttpMetadata(R2HTTPMetadata metadata) {
        return new R2PutOptions(onlyIf, metadata, customMetadata, checksum, storageClass, ssecKey);
    }

    /**
     * Sets the texts kept with the object.
     *
     * @param metadata at most 8,192 bytes of UTF-8, names and values together
     * @return a changed copy
     */
    public R2PutOptions withCustomMetadata(Map<String, String> metadata) {
        return new R2PutOptions(onlyIf, httpMetadata, metadata, checksum, storageClass, ssecKey);
    }

    /**
     * Checks the content; what does not have this hash is not stored.
     *
     * @param algorithm the hash function
     * @param hex the hash in hex, in any case
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if length or characters are wrong, or a hash of another algorithm
     *     was given before (R2-PUT-08)
     */
    public R2PutOptions withChecksum(R2HashAlgorithm algorithm, String hex) {
        return with(new R2Checksum(algorithm, hex));
    }

    /**
     * Checks the content; what does not have this hash is not stored.
     *
     * @param algorithm the hash function
     * @param value the hash; copied
     * @return a changed copy
     * @throws dev.isobar.error.InvalidRequestException if the length is wrong, or a hash of another algorithm was given
     *     before (R2-PUT-08)
     */
    public R2PutOptions withChecksum(R2HashAlgorithm algorithm, byte[] value) {
        return with(R2Checksum.of(algorithm, value));
    }

    private R2PutOptions with(R2Checksum given) {
        if (checksum != null && checksum.algorithm() != given.algorithm()) {
            throw Refusal.of("put", "You cannot specify multiple hashing algorithms.");
        }
        return new R2PutOptions(onlyIf, httpMetadata, customMetadata, given, storageClass, ssecKey);
    }

    /**
     * Sets the storage class.
     *
     * @param value the class
     * @return a changed copy
     */
    public R2PutOptions withStorageClass(R2StorageClass value) {
        return new R2PutOptions(onlyIf, httpMetadata, customMetadata, checksum, value, ssecKey);
    }

    /**
     * Encrypts the object.
     *
     * @param key the key, which every {@code get} needs too; {@code null} for no encryption
     * @return a changed copy
     */
    public R2PutOptions withSsecKey(@Nullable R2SsecKey key) {
        return new R2PutOptions(onlyIf, httpMetadata, customMetadata, checksum, storageClass, key);
    }

    /** Shows the names of custom metadata: their values are the application's. */
    @Override
    public String toString() {
        return "R2PutOptions[onlyIf=" + onlyIf + ", httpMetadata=" + httpMetadata + ", customMetadata="
                + customMetadata.keySet() + ", checksum=" + checksum + ", storageClass=" + storageClass + ", ssecKey="
                + ssecKey + "]";
    }
}
