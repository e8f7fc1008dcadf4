package dev.isobar.vectorize;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of ids.
 *
 * @param ids the ids, in an order of the backend's own
 * @param totalCount how many vectors the index has
 * @param cursor what the next page is asked for with, opaque; {@code null} if this was the last page
 * @since 0.1.0
 */
public record VectorizeListPage(
        List<String> ids, long totalCount, @Nullable String cursor) {
    /** Copies the list. */
    public VectorizeListPage {
        ids = List.copyOf(ids);
    }

    /**
     * Tells whether another page follows.
     *
     * @return {@code true} if there is a cursor
     */
    public boolean isTruncated() {
        return cursor != null;
    }

    /** Shows how many ids there are. */
    @Override
    public String toString() {
        return "VectorizeListPage[ids=" + ids.size() + ", totalCount=" + totalCount + ", isTruncated=" + isTruncated()
                + "]";
    }
}
