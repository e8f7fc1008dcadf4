package dev.isobar.ai;

/**
 * The limits of Workers AI.
 *
 * @param embeddingTexts the most texts of one call
 * @param tags the most tags of one call
 * @param tagCharacters the longest tag, in characters
 * @param batchBytes the largest batch, in bytes of compact JSON
 * @since 0.1.0
 */
public record AiLimits(int embeddingTexts, int tags, int tagCharacters, int batchBytes) {
    /** What Cloudflare documents. */
    public static final AiLimits CLOUDFLARE = new AiLimits(100, 5, 50, 10_000_000);

    /** For self-hosted models: a hundred times as many texts, batches ten times as large. */
    public static final AiLimits RELAXED = new AiLimits(10_000, 5, 50, 100_000_000);
}
