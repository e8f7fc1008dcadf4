package dev.isobar.spi;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/**
 * The storage under one Vectorize index.
 *
 * <p><b>Arguments.</b> They are within the limits that the environment was opened with, and vectors have the dimensions
 * of the index: the portable class has checked them. {@link dev.isobar.vectorize.VectorizeLimits#CLOUDFLARE} applies by
 * default; with {@link dev.isobar.vectorize.VectorizeLimits#RELAXED} the numbers named at each method reach the driver.
 * A store that takes less in one request splits the call, and still makes one mutation of it. A store that holds vectors
 * of fewer dimensions declares {@link Bound#VECTORIZE_DIMENSIONS}.
 *
 * <p><b>Ownership.</b> Arrays that are passed in belong to the caller: the driver reads them during the call and copies
 * what it keeps. Metadata that is passed in has been copied from the application's: the driver may keep it, and nobody
 * changes it, the driver included. Arrays and metadata that are returned belong to the receiver, which may change them:
 * a driver that keeps what it returns copies it first.
 *
 * <p><b>Visibility.</b> Each changing call is one mutation, which is visible as a whole or not at all. Mutations are
 * ordered, and each has an ID, a UUID. How long one may stay invisible is the declared {@link
 * Capabilities#visibility()}; at zero it is visible when the call returns, and {@link #info()} names it at once.
 *
 * <p>Exceptions, interrupts and threads are those of {@link Driver}. A changing call that was interrupted may have been
 * accepted; it may be repeated, since every changing call leaves the same state when it is repeated.
 *
 * @since 0.1.0
 */
public interface VectorizeDriver extends Driver {
    /**
     * Describes the index as it is visible now.
     *
     * @return dimensions, number of vectors and progress
     * @throws Exception if the store fails
     */
    IndexInfo info() throws Exception;

    /**
     * Reports whether a mutation and all before it are visible, whether or not later ones are visible too.
     *
     * @param mutation an ID that a changing call has returned, in this process or another
     * @return {@code true} if it is visible; {@code false} also for an ID that was never returned
     * @throws Exception if the store fails
     */
    boolean processed(String mutation) throws Exception;

    /**
     * Stores vectors. An ID is unique in the index, whatever the namespaces. If the index has no dimensions yet, the
     * first vector decides; a batch that lost a race for them is refused with an exception that {@link #classify} calls
     * {@link Failure#CONFLICT}. Metadata comes back with the values that it had (VEC-64).
     *
     * @param vectors vectors of distinct IDs and one length; 0 to 1,000 vectors, 5,000 under relaxed limits, of at most
     *     1,536 dimensions and 10,240 bytes of metadata, 4,096 and 102,400 under relaxed limits
     * @param replace whether a vector replaces the one that its ID has; if not, it is skipped
     * @return the ID of the mutation
     * @throws Exception if the store fails
     */
    String write(List<VectorRecord> vectors, boolean replace) throws Exception;

    /**
     * Removes vectors. Does nothing for an unknown ID.
     *
     * @param ids distinct IDs, 0 to 100, 1,000 under relaxed limits
     * @return the ID of the mutation
     * @throws Exception if the store fails
     */
    String delete(List<String> ids) throws Exception;

    /**
     * Reads vectors.
     *
     * @param ids distinct IDs, 0 to 20, 1,000 under relaxed limits
     * @return those that exist, in any order
     * @throws Exception if the store fails
     */
    List<VectorRecord> get(List<String> ids) throws Exception;

    /**
     * Finds the nearest vectors of those that pass namespace and filter. A query that wants no metadata need not read
     * any.
     *
     * @param query the vector, and which candidates it is compared with; at most 100 matches, 1,000 under relaxed limits
     * @return the matches, best first
     * @throws UnindexedPropertyException if the filter names a property without a metadata index, and the driver does
     *     not let such a filter match nothing
     * @throws Exception if the store fails
     */
    List<VectorMatch> query(VectorQuery query) throws Exception;

    /**
     * Lists IDs in any order that stays the same from page to page.
     *
     * @param position the {@link VectorListing#next() next} of an earlier page; {@code null} for the first page
     * @param limit the largest number of IDs in the page, 1 to 1,000
     * @return the page
     * @throws Exception if the store fails
     */
    VectorListing list(@Nullable String position, int limit) throws Exception;

    /**
     * Indexes a property of vectors that are written later. Existing vectors stay out of the index until they are
     * written again, also if an earlier index of the property held them. If the property has this index already, the
     * mutation changes nothing.
     *
     * @param index the property, which has no index of another type, and its type
     * @return the ID of the mutation
     * @throws Exception if the store fails
     */
    String createMetadataIndex(MetadataIndex index) throws Exception;

    /**
     * Removes the index of a property. Does nothing if the property has none.
     *
     * @param property the property
     * @return the ID of the mutation
     * @throws Exception if the store fails
     */
    String deleteMetadataIndex(String property) throws Exception;

    /**
     * Lists the metadata indexes, including those that are not visible yet.
     *
     * @return the indexes in any order, at most 10, 64 under relaxed limits
     * @throws Exception if the store fails
     */
    List<MetadataIndex> metadataIndexes() throws Exception;

    /**
     * How much metadata a query wants.
     *
     * @since 0.1.0
     */
    enum Wanted {
        /** None. */
        NONE,
        /** The properties with a metadata index, for vectors that are in that index; text need not be cut. */
        INDEXED,
        /** Everything. */
        ALL
    }

    /**
     * The state of an index.
     *
     * @param dimensions how many values a vector has, constant once known; 0 until the first vector decides
     * @param vectors how many vectors are visible
     * @param processedAt when the last visible mutation was accepted; {@code null} before the first
     * @param processed its ID; {@code null} before the first
     * @since 0.1.0
     */
    record IndexInfo(
            int dimensions,
            long vectors,
            @Nullable Instant processedAt,
            @Nullable String processed) {}

    /**
     * One stored vector.
     *
     * @param id the ID
     * @param values finite numbers, kept bit by bit
     * @param namespace the namespace, or {@code null} for none
     * @param metadata text, numbers, booleans, nulls, lists of text, and objects of these; {@code null} for none
     * @since 0.1.0
     */
    record VectorRecord(
            String id,
            float[] values,
            @Nullable String namespace,
            @Nullable ObjectNode metadata) {
        /** Shows the ID and the number of values: values and metadata are the application's. */
        @Override
        public String toString() {
            return "VectorRecord[" + id + ", " + values.length + " values]";
        }
    }

    /**
     * One search.
     *
     * @param values finite numbers, as many as the index has dimensions
     * @param topK the most matches, at least 1
     * @param namespace whose vectors are candidates; {@code null} for all of all namespaces
     * @param filter conditions that all hold for a candidate; empty for any
     * @param withValues whether the matches have their values
     * @param metadata how much metadata the matches have
     * @since 0.1.0
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

        /** Shows numbers and names: values and operands are the application's. */
        @Override
        public String toString() {
            return "VectorQuery[" + values.length + " values, top " + topK + ", " + filter.size() + " conditions, "
                    + metadata + " metadata]";
        }
    }

    /**
     * One match.
     *
     * @param id the ID
     * @param score the score of VEC-41
     * @param values the values, or {@code null} if not asked for
     * @param namespace the namespace, or {@code null} for none
     * @param metadata the metadata, or {@code null} for none or not asked for
     * @since 0.1.0
     */
    record VectorMatch(
            String id,
            double score,
            float @Nullable [] values,
            @Nullable String namespace,
            @Nullable ObjectNode metadata) {
        /** Shows ID and score: values and metadata are the application's. */
        @Override
        public String toString() {
            return "VectorMatch[" + id + ", " + score + "]";
        }
    }

    /**
     * One page of a listing.
     *
     * @param ids the IDs, at most as many as asked for
     * @param total how many vectors the index has
     * @param next where the next page starts, in the driver's own format; {@code null} if nothing follows
     * @since 0.1.0
     */
    record VectorListing(
            List<String> ids, long total, @Nullable String next) {
        /** Copies the IDs. */
        public VectorListing {
            ids = List.copyOf(ids);
        }
    }
}
