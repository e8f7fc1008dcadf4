package dev.isobar.vectorize;

import java.util.Arrays;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * A vector with its ID, namespace and metadata. The array and the metadata are neither copied nor changed here; a write
 * copies both (VEC-65).
 *
 * @param id the id, 1 to 64 bytes of UTF-8, unique in the index (VEC-13)
 * @param values as many finite numbers as the index has dimensions
 * @param namespace the namespace, at most 64 bytes of UTF-8; {@code null} for none
 * @param metadata a JSON object of text, numbers, booleans, lists of text, and such objects, at most 10,240 bytes
 *     and 100 levels (VEC-06, VEC-16); {@code null} for none
 * @since 0.1.0
 */
public record VectorizeVector(
        String id,
        float[] values,
        @Nullable String namespace,
        @Nullable JsonNode metadata) {
    /**
     * Makes a vector without namespace and metadata.
     *
     * @param id the id
     * @param values the values
     * @return the vector
     */
    public static VectorizeVector of(String id, float... values) {
        return new VectorizeVector(id, values, null, null);
    }

    /**
     * Sets the namespace.
     *
     * @param namespace the namespace; {@code null} for none
     * @return a changed copy
     */
    public VectorizeVector withNamespace(@Nullable String namespace) {
        return new VectorizeVector(id, values, namespace, metadata);
    }

    /**
     * Sets the metadata.
     *
     * @param data what Jackson writes as a JSON object: a map, a record, a {@code JsonNode}; {@code null} for none
     * @return a changed copy
     * @throws tools.jackson.core.JacksonException if it cannot be written as JSON
     */
    public VectorizeVector withMetadata(@Nullable Object data) {
        return new VectorizeVector(
                id, values, namespace, data == null ? null : JsonMapper.shared().valueToTree(data));
    }

    /** Compares the values one by one. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof VectorizeVector that
                && id.equals(that.id)
                && Arrays.equals(values, that.values)
                && Objects.equals(namespace, that.namespace)
                && Objects.equals(metadata, that.metadata);
    }

    @Override
    public int hashCode() {
        return Objects.hash(id, namespace, Arrays.hashCode(values));
    }

    /** Shows the id and the number of values: values and metadata are the application's. */
    @Override
    public String toString() {
        return "VectorizeVector[" + id + ", " + values.length + " values]";
    }
}
