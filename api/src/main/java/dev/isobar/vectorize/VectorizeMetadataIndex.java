package dev.isobar.vectorize;

/**
 * A property that filters can see.
 *
 * @param propertyName the name; a dot leads into a map
 * @param indexType which values are indexed
 */
public record VectorizeMetadataIndex(String propertyName, MetadataIndexType indexType) {}
