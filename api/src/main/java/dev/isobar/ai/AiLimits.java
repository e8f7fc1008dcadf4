package dev.isobar.ai;

/** The limits of Workers AI. */
public record AiLimits() {
    /** What Cloudflare documents. */
    public static final AiLimits CLOUDFLARE = new AiLimits();

    /** For stores of one's own. */
    public static final AiLimits RELAXED = new AiLimits();
}
