package dev.isobar.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one Vectorize index.
 *
 * <p>Arguments are within the binding's limits, and vectors have the dimensions of the index: the caller has checked
 * them. Methods may be called from many threads at once and throw the client's own unchecked exceptions, which the
 * caller translates. Arrays given are the caller's and are read during the call only; arrays returned are given away.
 *
 * <p>Each changing call is one mutation, which can be seen as a whole or not at all. Mutations are ordered, and each has
 * an id, a UUID. How long one may stay unseen is the declared {@link Capabilities#visibility()}; at zero it can be seen
 * when the call returns, and {@link #info()} names it at once.
 */
public interface VectorizeDriver extends Driver {
    /**
     * Describes the index as it can be seen now.
     *
     * @return dimensions, number of vectors and progress
     */
    IndexInfo info() throws Exception;

    /**
     * Tells whether a mutation and all before it can be seen, also where later ones can be seen as well.
     *
     * @param mutation an id that a changing call has returned, in this process or another
     * @return {@code true} if it can be seen; {@code false} also for an id that nobody has handed out
     */
    boolean processed(String mutation) throws Exception;

    /**
     * Stores vectors; an id is unique in the index, whatever the namespaces. If the index has no dimensions yet, the
     * first vector decides; a batch that lost a race for them is refused with an exception that {@link #classify} calls
     * {@link Failure#CONFLICT}.
     *
     * @param vectors vectors of distinct ids and one length
     * @param replace whether a vector replaces the one that its id has; if not, it is skipped
     * @return the id of the mutation
     */
    String write(List<VectorRecord> vectors, boolean replace) throws Exception;

    /**
     * Removes vectors. Unknown ids are fine.
     *
     * @param ids distinct ids
     * @return the id of the mutation
     */
    String delete(List<String> ids) throws Exception;

    /**
     * Reads vectors.
     *
     * @param ids distinct ids
     * @return those that exist, in any order
     */
    List<VectorRecord> get(List<String> ids) throws Exception;

    /**
     * Finds the nearest vectors of those that pass namespace and filter.
     *
     * @param query what is looked for
     * @return the matches, best first
     * @throws UnindexedPropertyException if the filter names a property without a metadata index, and the driver does
     *     not let such a filter match nothing
     */
    List<VectorMatch> query(VectorQuery query) throws Exception;

    /**
     * Lists ids in any order that stays the same from page to page.
     *
     * @param position the {@link VectorListing#next() next} of an earlier page; {@code null} for the first page
     * @param limit the most ids of the page, at least 1
     * @return the page
     */
    VectorListing list(@Nullable String position, int limit) throws Exception;

    /**
     * Puts a property of vectors that are written later into an index. Vectors that are there already stay out of it
     * until they are written again. If the property has this index already, the mutation changes nothing.
     *
     * @param index the property, which has no index of another type, and its type
     * @return the id of the mutation
     */
    String createMetadataIndex(MetadataIndex index) throws Exception;

    /**
     * Removes a property's index. An unknown one is fine.
     *
     * @param property the property
     * @return the id of the mutation
     */
    String deleteMetadataIndex(String property) throws Exception;

    /**
     * Lists the metadata indexes, with those that cannot be seen yet.
     *
     * @return the indexes in any order
     */
    List<MetadataIndex> metadataIndexes() throws Exception;

    /** How much metadata a query wants. */
    enum Wanted {
        /** None. */
        NONE,
        /** The properties with a metadata index, of vectors that are in it; text need not be cut. */
        INDEXED,
        /** Everything. */
        ALL
    }

    /**
     * What an index tells about itself.
     *
     * @param dimensions how many values a vector has, constant once known; 0 while the first vector is yet to decide
     * @param vectors how many vectors can be seen
     * @param processedAt when the last mutation that can be seen was accepted; {@code null} before the first
     * @param processed its id; {@code null} before the first
     */
    record IndexInfo(
            int dimensions,
            long vectors,
            @Nullable Instant processedAt,
            @Nullable String processed) {}

    /**
     * One stored vector.
     *
     * @param id the id
     * @param values finite numbers, kept bit by bit
     * @param namespace the namespace, or {@code null} for none
     * @param metadata a JSON object as compact text, or {@code null} for none
     */
    record VectorRecord(
            String id,
            float[] values,
            @Nullable String namespace,
            @Nullable String metadata) {}

    /**
     * What is looked for.
     *
     * @param values finite numbers, as many as the index has dimensions
     * @param topK the most matches, at least 1
     * @param namespace whose vectors are candidates; {@code null} for all of all namespaces
     * @param filter conditions that all hold for a candidate; empty for any
     * @param withValues whether the matches have their values
     * @param metadata how much metadata the matches have
     */
    record VectorQuery(
            float[] values,
            int topK,
            @Nullable String namespace,
            List<MetadataCondition> filter,
            boolean withValues,
            Wanted metadata) {
        /** Copies the conditions. */
        public VectorQuery {
            filter = List.copyOf(filter);
        }
    }

    /**
     * One match.
     *
     * @param id the id
     * @param score the score of VEC-41
     * @param values the values, or {@code null} if not asked for
     * @param namespace the namespace, or {@code null} for none
     * @param metadata a JSON object as compact text, or {@code null} for none or not asked for
     */
    record VectorMatch(
            String id,
            double score,
            float @Nullable [] values,
            @Nullable String namespace,
            @Nullable String metadata) {}

    /**
     * One page of a listing.
     *
     * @param ids the ids, at most as many as asked for
     * @param total how many vectors there are
     * @param next where the next page starts, in the driver's own words; {@code null} if nothing follows
     */
    record VectorListing(
            List<String> ids, long total, @Nullable String next) {
        /** Copies the ids. */
        public VectorListing {
            ids = List.copyOf(ids);
        }
    }
}
