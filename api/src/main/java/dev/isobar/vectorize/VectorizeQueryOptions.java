package dev.isobar.vectorize;

import org.jspecify.annotations.Nullable;

/**
 * How many vectors a query finds, among which, and what it returns of them.
 *
 * @param topK the most matches, 1 to 100, and at most 50 with values or with all metadata (VEC-06)
 * @param namespace whose vectors are candidates; {@code null} for all vectors of all namespaces (VEC-37)
 * @param returnValues whether the matches have their values
 * @param returnMetadata how much metadata the matches have
 * @param filter which metadata the candidates have; {@code null} for any
 * @since 0.1.0
 */
public record VectorizeQueryOptions(
        int topK,
        @Nullable String namespace,
        boolean returnValues,
        ReturnMetadata returnMetadata,
        @Nullable VectorizeFilter filter) {
    /** Finds the five nearest of all, ids and scores alone (VEC-30, VEC-32). */
    public static final VectorizeQueryOptions NONE =
            new VectorizeQueryOptions(5, null, false, ReturnMetadata.NONE, null);

    /**
     * Sets how many matches are wanted.
     *
     * @param topK 1 to 100
     * @return a changed copy
     */
    public VectorizeQueryOptions withTopK(int topK) {
        return new VectorizeQueryOptions(topK, namespace, returnValues, returnMetadata, filter);
    }

    /**
     * Narrows the candidates to a namespace.
     *
     * @param namespace the namespace; {@code null} for all
     * @return a changed copy
     */
    public VectorizeQueryOptions withNamespace(@Nullable String namespace) {
        return new VectorizeQueryOptions(topK, namespace, returnValues, returnMetadata, filter);
    }

    /**
     * Sets whether the matches have their values.
     *
     * @param returnValues {@code true} for values
     * @return a changed copy
     */
    public VectorizeQueryOptions withReturnValues(boolean returnValues) {
        return new VectorizeQueryOptions(topK, namespace, returnValues, returnMetadata, filter);
    }

    /**
     * Sets how much metadata the matches have.
     *
     * @param returnMetadata none, the indexed properties, or all
     * @return a changed copy
     */
    public VectorizeQueryOptions withReturnMetadata(ReturnMetadata returnMetadata) {
        return new VectorizeQueryOptions(topK, namespace, returnValues, returnMetadata, filter);
    }

    /**
     * Narrows the candidates by their metadata.
     *
     * @param filter the filter; {@code null} for none
     * @return a changed copy
     */
    public VectorizeQueryOptions withFilter(@Nullable VectorizeFilter filter) {
        return new VectorizeQueryOptions(topK, namespace, returnValues, returnMetadata, filter);
    }
}
