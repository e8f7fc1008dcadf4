package dev.isobar.r2;

import java.util.Arrays;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * A key of the caller that an object is encrypted with; it is never stored and never shown.
 *
 * @since 0.1.0
 */
public final class R2SsecKey {
    private static final int BYTES = 32;
    private static final Pattern HEX = Pattern.compile("[0-9a-f]+");

    private final byte[] key;

    private R2SsecKey(byte[] key) {
        this.key = key;
    }

    /**
     * Takes a key as bytes.
     *
     * @param key 32 bytes; copied
     * @return the key
     * @throws dev.isobar.error.InvalidRequestException if the length is wrong (R2-PUT-11)
     */
    public static R2SsecKey of(byte[] key) {
        if (key.length != BYTES) {
            throw Refusal.of("put", "SSE-C Key must be 32 bytes in length");
        }
        return new R2SsecKey(key.clone());
    }

    /**
     * Takes a key as hex.
     *
     * @param hex 64 digits in lower case
     * @return the key
     * @throws dev.isobar.error.InvalidRequestException if it has another form (R2-PUT-11)
     */
    public static R2SsecKey ofHex(String hex) {
        if (!HEX.matcher(hex).matches()) {
            throw Refusal.of("put", "SSE-C Key has invalid format");
        }
        if (hex.length() != 2 * BYTES) {
            throw Refusal.of("put", "SSE-C Key must be 32 bytes in length");
        }
        return new R2SsecKey(HexFormat.of().parseHex(hex));
    }

    /**
     * Returns the key.
     *
     * @return a copy of its 32 bytes
     */
    public byte[] bytes() {
        return key.clone();
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof R2SsecKey that && Arrays.equals(key, that.key);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(key);
    }

    /** Hides the key. */
    @Override
    public String toString() {
        return "R2SsecKey";
    }
}
