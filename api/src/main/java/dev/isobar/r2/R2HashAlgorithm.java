package dev.isobar.r2;

/**
 * The hash functions that R2 checks content with.
 *
 * @since 0.1.0
 */
public enum R2HashAlgorithm {
    /** MD5, 16 bytes; kept for every object that was stored in one piece. */
    MD5("md5", "MD5", 16),
    /** SHA-1, 20 bytes. */
    SHA1("sha1", "SHA-1", 20),
    /** SHA-256, 32 bytes. */
    SHA256("sha256", "SHA-256", 32),
    /** SHA-384, 48 bytes. */
    SHA384("sha384", "SHA-384", 48),
    /** SHA-512, 64 bytes. */
    SHA512("sha512", "SHA-512", 64);

    private final String option;
    private final String label;
    private final int bytes;

    R2HashAlgorithm(String option, String label, int bytes) {
        this.option = option;
        this.label = label;
        this.bytes = bytes;
    }

    /**
     * Returns the name as options and JSON spell it.
     *
     * @return such as {@code sha256}
     */
    public String option() {
        return option;
    }

    /**
     * Returns the name as messages and {@link java.security.MessageDigest} spell it.
     *
     * @return such as {@code SHA-256}
     */
    public String label() {
        return label;
    }

    /**
     * Returns the length of a hash.
     *
     * @return the number of bytes
     */
    public int bytes() {
        return bytes;
    }
}
