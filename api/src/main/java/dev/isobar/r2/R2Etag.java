package dev.isobar.r2;

/**
 * An etag in a condition.
 *
 * @param value the etag without quotes; {@code *} stands for any
 * @param weak whether it came as {@code W/"…"}: then it never equals by strong comparison
 * @since 0.1.0
 */
public record R2Etag(String value, boolean weak) {
    /** Any etag. */
    public static final R2Etag ANY = new R2Etag("*", false);

    /**
     * Compares for {@code etagMatches}: weak etags equal nothing.
     *
     * @param etag the etag of an object
     * @return whether they are equal
     */
    public boolean equalsStrongly(String etag) {
        return !weak && equalsWeakly(etag);
    }

    /**
     * Compares for {@code etagDoesNotMatch}: weak etags count like strong ones.
     *
     * @param etag the etag of an object
     * @return whether they are equal
     */
    public boolean equalsWeakly(String etag) {
        return equals(ANY) || value.equals(etag);
    }
}
