package dev.isobar.vectorize;

import java.util.Locale;

/**
 * Which values of a property a metadata index holds; values of another JSON type are not indexed (VEC-56).
 *
 * @since 0.1.0
 */
public enum MetadataIndexType {
    /** Text, of which the first 64 bytes of UTF-8 count (VEC-55). */
    STRING,
    /** Numbers, as doubles. */
    NUMBER,
    /** {@code true} and {@code false}. */
    BOOLEAN;

    /**
     * Returns the name as Cloudflare spells it.
     *
     * @return {@code string}, {@code number} or {@code boolean}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
