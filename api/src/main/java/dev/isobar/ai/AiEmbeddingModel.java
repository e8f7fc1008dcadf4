package dev.isobar.ai;

import org.jspecify.annotations.Nullable;

/**
 * The embedding models of the catalogue (AI-37). Others may be used by their name.
 *
 * @since 0.1.0
 */
public enum AiEmbeddingModel {
    /** English, 384 dimensions. */
    BGE_SMALL_EN("@cf/baai/bge-small-en-v1.5", 384, 512),
    /** English, 768 dimensions. */
    BGE_BASE_EN("@cf/baai/bge-base-en-v1.5", 768, 512),
    /** English, 1024 dimensions. */
    BGE_LARGE_EN("@cf/baai/bge-large-en-v1.5", 1024, 512),
    /** More than a hundred languages, 1024 dimensions; also ranks (AI-32). */
    BGE_M3("@cf/baai/bge-m3", 1024, 8192),
    /** More than a hundred languages, 768 dimensions. */
    EMBEDDINGGEMMA("@cf/google/embeddinggemma-300m", 768, 2048),
    /** More than a hundred languages, 1024 dimensions. */
    QWEN3("@cf/qwen/qwen3-embedding-0.6b", 1024, 8192);

    private final String id;
    private final int dimensions;
    private final int maxTokens;

    AiEmbeddingModel(String id, int dimensions, int maxTokens) {
        this.id = id;
        this.dimensions = dimensions;
        this.maxTokens = maxTokens;
    }

    /**
     * Returns the name that {@link Ai#run} takes.
     *
     * @return the name, such as {@code @cf/baai/bge-m3}
     */
    public String id() {
        return id;
    }

    /**
     * Returns the length of the vectors, which an index for this model must have.
     *
     * @return the number of components
     */
    public int dimensions() {
        return dimensions;
    }

    /**
     * Returns how much of a text the model reads.
     *
     * @return the most tokens, special ones included; Isobar's own 8192 for {@link #QWEN3}, whose limit is not known
     */
    public int maxTokens() {
        return maxTokens;
    }

    /**
     * Tells whether the model takes {@code pooling} and names it in the answer (AI-30).
     *
     * @return {@code true} for the bge models
     */
    public boolean pooled() {
        return this != EMBEDDINGGEMMA && this != QWEN3;
    }

    /**
     * Finds a model by its name.
     *
     * @param id the name
     * @return the model, or {@code null} if it is none of these
     */
    public static @Nullable AiEmbeddingModel of(String id) {
        for (AiEmbeddingModel model : values()) {
            if (model.id.equals(id)) {
                return model;
            }
        }
        return null;
    }
}
