package dev.isobar.r2;

import org.jspecify.annotations.Nullable;

/**
 * Which parts of an upload are listed.
 *
 * @param limit the most parts of a page, 1 to 1,000 (R2-MPU-14); {@code null} for 1,000
 * @param cursor the cursor of an earlier page, or {@code null} for the first
 * @since 0.1.0
 */
public record R2ListPartsOptions(
        @Nullable Integer limit, @Nullable String cursor) {
    /** All parts. */
    public static final R2ListPartsOptions ALL = new R2ListPartsOptions(null, null);

    /**
     * Sets the size of a page.
     *
     * @param most the most parts, 1 to 1,000
     * @return a changed copy
     */
    public R2ListPartsOptions withLimit(int most) {
        return new R2ListPartsOptions(most, cursor);
    }

    /**
     * Continues after a page.
     *
     * @param position the cursor of that page; {@code null} for the first page
     * @return a changed copy
     */
    public R2ListPartsOptions withCursor(@Nullable String position) {
        return new R2ListPartsOptions(limit, position);
    }
}
