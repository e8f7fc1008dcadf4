package dev.isobar.r2;

import org.jspecify.annotations.Nullable;

/**
 * Which open uploads are listed.
 *
 * @param limit the most uploads of a page, 1 to 1,000 (R2-MPU-13); {@code null} for 1,000
 * @param prefix what the keys start with; empty for all
 * @param cursor the cursor of an earlier page, or {@code null} for the first
 * @since 0.1.0
 */
public record R2ListUploadsOptions(
        @Nullable Integer limit, String prefix, @Nullable String cursor) {
    /** All open uploads. */
    public static final R2ListUploadsOptions ALL = new R2ListUploadsOptions(null, "", null);

    /**
     * Sets the size of a page.
     *
     * @param most the most uploads, 1 to 1,000
     * @return a changed copy
     */
    public R2ListUploadsOptions withLimit(int most) {
        return new R2ListUploadsOptions(most, prefix, cursor);
    }

    /**
     * Lists the uploads to keys with a prefix.
     *
     * @param start what the keys start with; empty for all
     * @return a changed copy
     */
    public R2ListUploadsOptions withPrefix(String start) {
        return new R2ListUploadsOptions(limit, start, cursor);
    }

    /**
     * Continues after a page.
     *
     * @param position the cursor of that page; {@code null} for the first page
     * @return a changed copy
     */
    public R2ListUploadsOptions withCursor(@Nullable String position) {
        return new R2ListUploadsOptions(limit, prefix, position);
    }
}
