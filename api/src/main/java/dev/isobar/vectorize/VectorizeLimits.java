package dev.isobar.vectorize;

/** The limits of Vectorize. */
public record VectorizeLimits() {
    /** What Cloudflare documents. */
    public static final VectorizeLimits CLOUDFLARE = new VectorizeLimits();

    /** For stores of one's own. */
    public static final VectorizeLimits RELAXED = new VectorizeLimits();
}
