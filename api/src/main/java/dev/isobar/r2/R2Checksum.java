package dev.isobar.r2;

import java.util.HexFormat;
import java.util.Locale;

/**
 * The hash that an upload must have.
 *
 * @param algorithm the hash function
 * @param hex the hash in hex; upper case is accepted and becomes lower case
 * @since 0.1.0
 */
public record R2Checksum(R2HashAlgorithm algorithm, String hex) {
    /**
     * Refuses what is not a hash of this algorithm.
     *
     * @throws dev.isobar.error.InvalidRequestException if length or characters are wrong (R2-PUT-08)
     */
    public R2Checksum {
        int digits = 2 * algorithm.bytes();
        if (hex.length() != digits) {
            throw Refusal.of("put", algorithm.label() + " is " + digits + " hex characters, not " + hex.length());
        }
        if (!hex.chars().allMatch(HexFormat::isHexDigit)) {
            throw Refusal.of("put", "Provided " + algorithm.label() + " wasn't a valid hex string");
        }
        hex = hex.toLowerCase(Locale.ROOT);
    }

    /**
     * Takes a hash as bytes.
     *
     * @param algorithm the hash function
     * @param value the hash, as many bytes as the algorithm has
     * @return the checksum
     * @throws dev.isobar.error.InvalidRequestException if the length is wrong (R2-PUT-08)
     */
    public static R2Checksum of(R2HashAlgorithm algorithm, byte[] value) {
        if (value.length != algorithm.bytes()) {
            throw Refusal.of("put", algorithm.label() + " is " + algorithm.bytes() + " bytes, not " + value.length);
        }
        return new R2Checksum(algorithm, HexFormat.of().formatHex(value));
    }
}
