package dev.isobar.r2;

/**
 * What an object's storage costs, and what its reads cost.
 *
 * @since 0.1.0
 */
public enum R2StorageClass {
    /** For data that is read often; the default. */
    STANDARD("Standard"),
    /** For data that is read seldom. */
    INFREQUENT_ACCESS("InfrequentAccess");

    private final String label;

    R2StorageClass(String label) {
        this.label = label;
    }

    /**
     * Finds a class by Cloudflare's name.
     *
     * @param label {@code Standard} or {@code InfrequentAccess}
     * @return the class
     * @throws dev.isobar.error.InvalidRequestException if there is no such class (R2-PUT-10)
     */
    public static R2StorageClass of(String label) {
        for (R2StorageClass known : values()) {
            if (known.label.equals(label)) {
                return known;
            }
        }
        throw Refusal.of("put", "The storage class must be Standard or InfrequentAccess.");
    }

    /**
     * Returns Cloudflare's name.
     *
     * @return {@code Standard} or {@code InfrequentAccess}
     */
    public String label() {
        return label;
    }
}
