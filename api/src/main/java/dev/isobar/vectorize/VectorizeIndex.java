package dev.isobar.vectorize;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One vector index: vectors of one dimension under string ids, each with an optional namespace and metadata.
 *
 * <p>An index has 1 to 1,536 dimensions of float32. IDs and namespaces are at most 64 bytes of UTF-8, metadata at most
 * 10,240 bytes as compact JSON. A call that exceeds a limit changes nothing (VEC-03), and no call is split silently
 * (VEC-04). The semantics are those of Cloudflare's V2, though JavaScript gives this name to V1. Writes are queued: on
 * Cloudflare a query may miss them for some seconds, on most local backends they are visible at once; {@link
 * #awaitMutation} works on both.
 *
 * <p>Instances are safe for use from many threads and belong to the environment that opened them. Arrays and metadata
 * that are passed in are read during the call only, and those that are returned belong to the caller: changing either
 * afterwards changes nothing that is stored (VEC-65).
 *
 * @see <a href="https://developers.cloudflare.com/vectorize/reference/client-api/">Vectorize API</a>
 * @since 0.1.0
 */
public interface VectorizeIndex {
    /**
     * Describes the index: dimensions, number of vectors, how far the queued writes have come. It tells neither the
     * metric nor the name (VEC-02).
     *
     * @return the description
     */
    VectorizeIndexInfo describe();

    /**
     * Finds the five nearest vectors; ids and scores alone.
     *
     * @param values as many as the index has dimensions
     * @return the matches, best first
     * @throws dev.isobar.error.InvalidRequestException if the number of values is not that of the index (VEC-14), or one
     *     is not finite (VEC-15)
     */
    default VectorizeMatches query(float[] values) {
        return query(values, VectorizeQueryOptions.NONE);
    }

    /**
     * Finds the nearest vectors of those that pass namespace and filter (VEC-31).
     *
     * @param values as many as the index has dimensions
     * @param options how many, from which, and what is returned of them
     * @return the matches, best first; often fewer than asked for
     * @throws dev.isobar.error.InvalidRequestException if the number of values is not that of the index (VEC-14), one is
     *     not finite (VEC-15), the filter is outside the grammar (VEC-50), or {@code topK} is below 1 (VEC-30)
     * @throws dev.isobar.error.LimitExceededException if {@code topK}, namespace or filter is too large (VEC-06)
     */
    VectorizeMatches query(float[] values, VectorizeQueryOptions options);

    /**
     * Finds the vectors nearest to another one, which need not be stored.
     *
     * @param vector the vector; only its values count
     * @param options how many, from which, and what is returned of them
     * @return the matches, best first
     * @throws dev.isobar.error.InvalidRequestException as for {@link #query(float[], VectorizeQueryOptions)}
     * @throws dev.isobar.error.LimitExceededException as for {@link #query(float[], VectorizeQueryOptions)}
     */
    default VectorizeMatches query(VectorizeVector vector, VectorizeQueryOptions options) {
        return query(requireNonNull(vector, "vector").values(), options);
    }

    /**
     * Finds the five vectors nearest to a stored one; ids and scores alone.
     *
     * @param id the id of the stored vector
     * @return the matches, best first; normally the vector itself is the first
     * @throws dev.isobar.error.InvalidRequestException if there is no such vector (VEC-36)
     */
    default VectorizeMatches queryById(String id) {
        return queryById(id, VectorizeQueryOptions.NONE);
    }

    /**
     * Finds the vectors nearest to a stored one; that one stays a candidate (VEC-36).
     *
     * @param id the id of the stored vector
     * @param options how many, from which, and what is returned of them
     * @return the matches, best first
     * @throws dev.isobar.error.InvalidRequestException if there is no such vector (VEC-36), the filter is outside the
     *     grammar (VEC-50), or {@code topK} is below 1 (VEC-30)
     * @throws dev.isobar.error.LimitExceededException if id, {@code topK}, namespace or filter is too large (VEC-06)
     */
    VectorizeMatches queryById(String id, VectorizeQueryOptions options);

    /**
     * Stores vectors whose ids are not taken; the others are skipped without an error (VEC-10). If an id comes twice,
     * the first counts (VEC-12).
     *
     * @param vectors at most 1,000
     * @return the mutation id, a UUID (VEC-01)
     * @throws dev.isobar.error.InvalidRequestException if a vector has not the dimensions of the index (VEC-14), a value
     *     is not finite (VEC-15), or metadata is not allowed (VEC-06, VEC-16)
     * @throws dev.isobar.error.LimitExceededException if there are too many vectors, an ID, a namespace or metadata is
     *     too long (VEC-06), or the backend stores fewer dimensions (VEC-66)
     */
    String insert(Collection<VectorizeVector> vectors);

    /**
     * Stores vectors in place of whatever their ids had before, namespace and metadata included (VEC-11, VEC-13). If an
     * id comes twice, the last counts (VEC-12).
     *
     * @param vectors at most 1,000
     * @return the mutation id, a UUID (VEC-01)
     * @throws dev.isobar.error.InvalidRequestException if a vector has not the dimensions of the index (VEC-14), a value
     *     is not finite (VEC-15), or metadata is not allowed (VEC-06, VEC-16)
     * @throws dev.isobar.error.LimitExceededException if there are too many vectors, an ID, a namespace or metadata is
     *     too long (VEC-06), or the backend stores fewer dimensions (VEC-66)
     */
    String upsert(Collection<VectorizeVector> vectors);

    /**
     * Removes vectors. Does nothing for an unknown ID (VEC-17).
     *
     * @param ids at most 100
     * @return the mutation id, a UUID (VEC-01)
     * @throws dev.isobar.error.LimitExceededException if there are too many ids, or one is too long (VEC-06)
     */
    String deleteByIds(Collection<String> ids);

    /**
     * Removes any number of vectors, in calls of 100 IDs. If one call fails, those before it have taken effect.
     *
     * @param ids any number
     * @return the id of the last mutation, which is processed after all others; {@code null} if there are no ids
     * @throws dev.isobar.error.LimitExceededException if an id is too long (VEC-06); nothing is removed then
     */
    @Nullable
    String deleteAllByIds(Collection<String> ids);

    /**
     * Reads vectors with values, namespace and metadata. Missing ids are left out, and the order is not that of the ids
     * (VEC-60).
     *
     * @param ids at most 20
     * @return those that exist
     * @throws dev.isobar.error.LimitExceededException if there are too many ids, or one is too long (VEC-06)
     */
    List<VectorizeVector> getByIds(Collection<String> ids);

    /**
     * Reads any number of vectors, in calls of 20 ids.
     *
     * @param ids any number
     * @return those that exist, in no promised order
     * @throws dev.isobar.error.LimitExceededException if an id is too long (VEC-06)
     */
    List<VectorizeVector> getAllByIds(Collection<String> ids);

    /**
     * Waits until a mutation and all before it are visible (VEC-21): polls the progress at growing intervals of at most
     * one second. Returns at once on a backend whose writes are visible at once.
     *
     * @param mutationId what a write has returned
     * @param timeout the longest wait, in real time
     * @throws dev.isobar.error.TimedOutException if the mutation is not visible within the timeout
     * @throws dev.isobar.error.UnavailableException if the thread was interrupted; its interrupt flag stays set
     */
    void awaitMutation(String mutationId, Duration timeout);

    /**
     * Lets filters see a property of the vectors that are written from now on (VEC-54). Making an index that is there
     * already, of the same type, changes nothing. The JavaScript binding has no such call; on Cloudflare this is REST.
     *
     * @param property the name; {@code a.b} is property {@code b} inside property {@code a}; 1 to 512 characters, no
     *     {@code "}, no leading {@code $}
     * @param type which values are indexed; others are not seen by filters (VEC-56)
     * @return the mutation id
     * @throws dev.isobar.error.InvalidRequestException if the name is not allowed (VEC-06)
     * @throws dev.isobar.error.LimitExceededException if the name is too long, or ten properties have an index (VEC-06)
     * @throws dev.isobar.error.ConflictException if the property has an index of another type
     */
    String createMetadataIndex(String property, MetadataIndexType type);

    /**
     * Hides a property from filters. Does nothing if it has no index. The metadata itself stays. The JavaScript binding has no
     * such call; on Cloudflare this is REST.
     *
     * @param property the name
     * @return the mutation id
     */
    String deleteMetadataIndex(String property);

    /**
     * Lists the properties that filters can see, by name. The JavaScript binding has no such call; on Cloudflare this is
     * REST.
     *
     * @return at most ten
     */
    List<VectorizeMetadataIndex> metadataIndexes();

    /**
     * Lists one page of ids. The JavaScript binding has no such call; on Cloudflare this is REST.
     *
     * @param options size of the page, cursor
     * @return the page
     * @throws dev.isobar.error.InvalidRequestException if size or cursor is not allowed
     */
    VectorizeListPage listVectors(VectorizeListOptions options);

    /**
     * Lists all ids, page after page as the stream is read. The JavaScript binding has no such call; on Cloudflare this
     * is REST.
     *
     * @return a lazy stream; whether later pages show later changes depends on the backend (VEC-82)
     */
    default Stream<String> listAllVectors() {
        return Stream.iterate(
                        listVectors(VectorizeListOptions.ALL),
                        page -> page != null,
                        page -> page.cursor() == null
                                ? null
                                : listVectors(VectorizeListOptions.ALL.withCursor(page.cursor())))
                .map(VectorizeListPage::ids)
                .flatMap(List::stream);
    }
}
