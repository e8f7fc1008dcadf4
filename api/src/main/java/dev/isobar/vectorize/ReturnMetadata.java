package dev.isobar.vectorize;

/**
 * How much metadata a query returns. JavaScript's {@code true} is {@link #ALL} (VEC-34).
 *
 * @since 0.1.0
 */
public enum ReturnMetadata {
    /** None. */
    NONE,
    /** The properties with a metadata index; text may be cut to its first 64 bytes of UTF-8 (VEC-33). */
    INDEXED,
    /** Everything, uncut; at most 50 matches (VEC-06). */
    ALL
}
