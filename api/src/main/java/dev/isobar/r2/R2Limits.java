package dev.isobar.r2;

/** The limits of R2. */
public record R2Limits() {
    /** What Cloudflare documents. */
    public static final R2Limits CLOUDFLARE = new R2Limits();

    /** For stores of one's own. */
    public static final R2Limits RELAXED = new R2Limits();
}
