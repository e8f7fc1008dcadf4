package dev.isobar.vectorize;

import org.jspecify.annotations.Nullable;

/**
 * Which ids are listed.
 *
 * @param count the most ids of one page, at most 1,000; 0 means 1,000
 * @param cursor the cursor of the page before; {@code null} for the first page
 * @since 0.1.0
 */
public record VectorizeListOptions(int count, @Nullable String cursor) {
    /** Lists from the first id, 1,000 at a time. */
    public static final VectorizeListOptions ALL = new VectorizeListOptions(0, null);

    /**
     * Sets the size of a page.
     *
     * @param count the most ids, at most 1,000
     * @return a changed copy
     */
    public VectorizeListOptions withCount(int count) {
        return new VectorizeListOptions(count, cursor);
    }

    /**
     * Continues after a page.
     *
     * @param cursor the cursor of that page
     * @return a changed copy
     */
    public VectorizeListOptions withCursor(@Nullable String cursor) {
        return new VectorizeListOptions(count, cursor);
    }
}
