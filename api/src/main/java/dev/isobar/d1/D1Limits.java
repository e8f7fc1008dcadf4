package dev.isobar.d1;

/** The limits of D1. */
public record D1Limits() {
    /** What Cloudflare documents. */
    public static final D1Limits CLOUDFLARE = new D1Limits();

    /** For stores of one's own. */
    public static final D1Limits RELAXED = new D1Limits();
}
