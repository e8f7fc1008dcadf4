package dev.isobar.vectorize;

/**
 * A property that filters can see.
 *
 * @param propertyName the name; a dot leads into a map
 * @param indexType which values are indexed
 * @since 0.1.0
 */
public record VectorizeMetadataIndex(String propertyName, MetadataIndexType indexType) {}
