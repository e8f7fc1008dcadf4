package dev.isobar.r2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing of the parts of an upload.
 *
 * @param parts the parts in ascending order of their numbers
 * @param cursor what the next page is asked for with, opaque; {@code null} if this was the last page
 * @since 0.1.0
 */
public record R2UploadParts(
        List<R2ListedPart> parts, @Nullable String cursor) {
    /** Copies the list. */
    public R2UploadParts {
        parts = List.copyOf(parts);
    }

    /**
     * Returns whether a page follows.
     *
     * @return {@code true} if this was not the last page
     */
    public boolean truncated() {
        return cursor != null;
    }
}
