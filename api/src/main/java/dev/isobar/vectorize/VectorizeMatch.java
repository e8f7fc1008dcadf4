package dev.isobar.vectorize;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/**
 * A vector that a query has found.
 *
 * @param id its id
 * @param score how near it is, in the measure of the metric (VEC-41)
 * @param values its values; {@code null} unless asked for
 * @param namespace its namespace; {@code null} if it has none
 * @param metadata its metadata; {@code null} if it has none or none was asked for
 * @since 0.1.0
 */
public record VectorizeMatch(
        String id,
        double score,
        float @Nullable [] values,
        @Nullable String namespace,
        @Nullable JsonNode metadata) {
    /** Compares the values one by one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VectorizeMatch that
                && id.equals(that.id)
                && Double.compare(score, that.score) == 0
                && Arrays.equals(values, that.values)
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(metadata, that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, score, namespace);
    }

    /** Shows id and score: values and metadata are the application's. */
    @Override
    public String toString() {
        return "VectorizeMatch[" + id + ", " + score + "]";
    }
}
