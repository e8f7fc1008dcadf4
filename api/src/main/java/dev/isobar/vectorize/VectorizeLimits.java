package dev.isobar.vectorize;

/**
 * The limits of an index (VEC-05).
 *
 * @param dimensions the most values of a vector
 * @param idBytes the longest id, in bytes of UTF-8
 * @param namespaceBytes the longest namespace, in bytes of UTF-8
 * @param metadataBytes the largest metadata of a vector, in bytes of compact JSON
 * @param topK the most matches of a query
 * @param topKWithContent the most matches of a query with values or with all metadata
 * @param vectorsPerWrite the most vectors of one insert or upsert
 * @param idsPerGet the most ids of one read
 * @param idsPerDelete the most ids of one deletion
 * @param filterBytes the length that a filter stays below, in bytes of compact JSON
 * @param propertyLength the longest name of a property in a filter, in UTF-16 units
 * @param metadataIndexes the most metadata indexes
 * @param listIds the largest page of ids
 * @since 0.1.0
 */
public record VectorizeLimits(
        int dimensions,
        int idBytes,
        int namespaceBytes,
        int metadataBytes,
        int topK,
        int topKWithContent,
        int vectorsPerWrite,
        int idsPerGet,
        int idsPerDelete,
        int filterBytes,
        int propertyLength,
        int metadataIndexes,
        int listIds) {
    /** What Cloudflare documents, or answers, for the binding (VEC-06). */
    public static final VectorizeLimits CLOUDFLARE =
            new VectorizeLimits(1_536, 64, 64, 10_240, 100, 50, 1_000, 20, 100, 2_048, 512, 10, 1_000);

    /** For self-hosted stores: larger vectors and calls, and one ceiling for all queries. */
    public static final VectorizeLimits RELAXED =
            new VectorizeLimits(4_096, 512, 512, 102_400, 1_000, 1_000, 5_000, 1_000, 1_000, 20_480, 512, 64, 1_000);
}
