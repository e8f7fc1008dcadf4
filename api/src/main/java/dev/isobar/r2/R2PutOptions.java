package dev.isobar.r2;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an object is stored.
 *
 * @param onlyIf the condition; if it fails, {@code put} stores nothing and returns {@code null}
 * @param httpMetadata the HTTP headers kept beside the object
 * @param customMetadata texts kept beside the object, at most 8,192 bytes of UTF-8, names and values together
 *     (R2-PUT-06); any Unicode, names are case-sensitive
 * @param checksum the hash that the content must have (R2-PUT-08), or {@code null}
 * @param storageClass the class; the one that is not the default needs the capability {@code r2-storage-class}
 * @param ssecKey a key to encrypt the object with, or {@code null}; needs the capability {@code r2-sse-c}
 */
public record R2PutOptions(
        R2Conditional onlyIf,
        R2HTTPMetadata httpMetadata,
        Map<String, String> customMetadata,
        @Nullable R2Checksum checksum,
        R2StorageClass storageClass,
        @Nullable R2SsecKey ssecKey) {
    /** No condition, no metadata. */
    public static final R2PutOptions NONE = builder().build();

    /** Copies the custom metadata in its order. */
    public R2PutOptions {
        customMetadata = CustomMetadata.copy(customMetadata);
    }

    /**
     * Starts without options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects options. Not safe for use from several threads. */
    public static final class Builder {
        private R2Conditional onlyIf = R2Conditional.NONE;
        private R2HTTPMetadata httpMetadata = R2HTTPMetadata.NONE;
        private Map<String, String> customMetadata = Map.of();
        private final Map<R2HashAlgorithm, R2Checksum> checksums = new LinkedHashMap<>();
        private R2StorageClass storageClass = R2StorageClass.STANDARD;
        private @Nullable R2SsecKey ssecKey;

        private Builder() {}

        /**
         * Stores only if a condition holds.
         *
         * @param condition the condition
         * @return this builder
         */
        public Builder onlyIf(R2Conditional condition) {
            onlyIf = condition;
            return this;
        }

        /**
         * Sets the HTTP headers kept beside the object.
         *
         * @param metadata the headers
         * @return this builder
         */
        public Builder httpMetadata(R2HTTPMetadata metadata) {
            httpMetadata = metadata;
            return this;
        }

        /**
         * Sets the texts kept beside the object.
         *
         * @param metadata at most 8,192 bytes of UTF-8, names and values together
         * @return this builder
         */
        public Builder customMetadata(Map<String, String> metadata) {
            customMetadata = metadata;
            return this;
        }

        /**
         * Checks the content; what does not have this hash is not stored.
         *
         * @param algorithm the hash function
         * @param hex the hash in hex, in any case
         * @return this builder
         * @throws dev.isobar.error.InvalidRequestException if length or characters are wrong (R2-PUT-08)
         */
        public Builder checksum(R2HashAlgorithm algorithm, String hex) {
            checksums.put(algorithm, new R2Checksum(algorithm, hex));
            return this;
        }

        /**
         * Checks the content; what does not have this hash is not stored.
         *
         * @param algorithm the hash function
         * @param value the hash
         * @return this builder
         * @throws dev.isobar.error.InvalidRequestException if the length is wrong (R2-PUT-08)
         */
        public Builder checksum(R2HashAlgorithm algorithm, byte[] value) {
            checksums.put(algorithm, R2Checksum.of(algorithm, value));
            return this;
        }

        /**
         * Sets the storage class.
         *
         * @param value the class
         * @return this builder
         */
        public Builder storageClass(R2StorageClass value) {
            storageClass = value;
            return this;
        }

        /**
         * Encrypts the object.
         *
         * @param key the key, which every {@code get} needs too
         * @return this builder
         */
        public Builder ssecKey(@Nullable R2SsecKey key) {
            ssecKey = key;
            return this;
        }

        /**
         * Makes the options.
         *
         * @return the options
         * @throws dev.isobar.error.InvalidRequestException if hashes of several algorithms were given (R2-PUT-08)
         */
        public R2PutOptions build() {
            if (checksums.size() > 1) {
                throw Refusal.of("put", "You cannot specify multiple hashing algorithms.");
            }
            R2Checksum checksum =
                    checksums.isEmpty() ? null : checksums.values().iterator().next();
            return new R2PutOptions(onlyIf, httpMetadata, customMetadata, checksum, storageClass, ssecKey);
        }
    }
}
