package dev.isobar.r2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing.
 *
 * @param objects the objects in ascending order of their keys' UTF-8 bytes; may be empty though more follow
 * @param delimitedPrefixes what keys beyond the delimiter are folded into, the delimiter at the end (R2-LIST-04)
 * @param cursor what the next page is asked for with, opaque; {@code null} if this was the last page
 * @since 0.1.0
 */
public record R2Objects(
        List<R2Object> objects,
        List<String> delimitedPrefixes,
        @Nullable String cursor) {
    /** Copies the lists. */
    public R2Objects {
        objects = List.copyOf(objects);
        delimitedPrefixes = List.copyOf(delimitedPrefixes);
    }

    /**
     * Tells whether a page follows.
     *
     * @return {@code true} if this was not the last page
     */
    public boolean truncated() {
        return cursor != null;
    }
}
