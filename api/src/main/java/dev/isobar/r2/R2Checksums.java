package dev.isobar.r2;

import java.util.Collections;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The hashes that are kept of an object: MD5 and the one given at {@code put}; none for a multipart object
 * (R2-OBJ-03).
 *
 * @param hex the hashes in lower-case hex
 * @since 0.1.0
 */
public record R2Checksums(Map<R2HashAlgorithm, String> hex) {
    /** No hashes, as multipart objects have. */
    public static final R2Checksums NONE = new R2Checksums(Map.of());

    /** Copies the map. */
    public R2Checksums {
        EnumMap<R2HashAlgorithm, String> sorted = new EnumMap<>(R2HashAlgorithm.class);
        sorted.putAll(hex);
        hex = Collections.unmodifiableMap(sorted);
    }

    /**
     * Returns the MD5.
     *
     * @return 16 bytes, or {@code null} if it is not kept
     */
    public byte @Nullable [] md5() {
        return bytes(R2HashAlgorithm.MD5);
    }

    /**
     * Returns the SHA-1.
     *
     * @return 20 bytes, or {@code null} if it is not kept
     */
    public byte @Nullable [] sha1() {
        return bytes(R2HashAlgorithm.SHA1);
    }

    /**
     * Returns the SHA-256.
     *
     * @return 32 bytes, or {@code null} if it is not kept
     */
    public byte @Nullable [] sha256() {
        return bytes(R2HashAlgorithm.SHA256);
    }

    /**
     * Returns the SHA-384.
     *
     * @return 48 bytes, or {@code null} if it is not kept
     */
    public byte @Nullable [] sha384() {
        return bytes(R2HashAlgorithm.SHA384);
    }

    /**
     * Returns the SHA-512.
     *
     * @return 64 bytes, or {@code null} if it is not kept
     */
    public byte @Nullable [] sha512() {
        return bytes(R2HashAlgorithm.SHA512);
    }

    private byte @Nullable [] bytes(R2HashAlgorithm algorithm) {
        String found = hex.get(algorithm);
        return found == null ? null : HexFormat.of().parseHex(found);
    }
}
