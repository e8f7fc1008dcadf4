package dev.isobar.r2;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a listing of open uploads.
 *
 * @param uploads the uploads in ascending order of their keys' UTF-8 bytes
 * @param cursor what the next page is asked for with, opaque; {@code null} if this was the last page
 * @since 0.1.0
 */
public record R2Uploads(
        List<R2ListedUpload> uploads, @Nullable String cursor) {
    /** Copies the list. */
    public R2Uploads {
        uploads = List.copyOf(uploads);
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
