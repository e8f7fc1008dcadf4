package dev.isobar.spi;

import dev.isobar.r2.R2SsecKey;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one R2 bucket.
 *
 * <p>Arguments are within the binding's limits: the caller has checked them. Methods may be called from many threads at
 * once and throw the client's own unchecked exceptions, which the caller translates.
 *
 * <p>Bytes and metadata of a key change together or not at all, and a read sees every write that has returned. What a
 * body's stream throws means that nothing may be stored.
 */
public interface R2Driver extends Driver {
    /**
     * Reads what is known of an object.
     *
     * @param key the key
     * @return the object, or {@code null} if the key is absent
     */
    @Nullable
    R2Meta head(String key) throws Exception;

    /**
     * Reads an object; bytes and metadata are of the same version. {@link R2Read#select} decides on condition and range
     * for stores that do not do it themselves.
     *
     * @param key the key
     * @param read condition, range, key to decrypt with
     * @return the object, or {@code null} if the key is absent
     * @throws UnsatisfiableRangeException if the object does not have the range and the range is not lenient
     */
    @Nullable
    R2Content get(String key, R2Read read) throws Exception;

    /**
     * Stores an object in place of what the key had before. The body is read to its end before the condition is looked
     * at; looking at it and storing are one atomic step.
     *
     * @param key the key
     * @param body the bytes; {@link R2Meta#stored} makes the result from them when they have been read
     * @param facts what is kept beside the bytes
     * @param onlyIf the condition on what the key has now
     * @return the object, or {@code null} if the condition failed
     * @throws IOException if the body cannot be read
     */
    @Nullable
    R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception;

    /**
     * Removes objects. Absent keys are fine; open uploads stay.
     *
     * @param keys distinct keys, 1 to 1,000 by default
     */
    void delete(List<String> keys) throws Exception;

    /**
     * Lists objects in ascending order of their keys' UTF-8 bytes. The cost follows the size of the page, not the number
     * of keys outside it or inside a folded prefix; {@link R2SortedListing} does this over any store that can seek.
     *
     * @param request prefix, delimiter, start, size of the page
     * @return the page; where it is truncated, it has at least one entry
     */
    R2Listing list(R2ListRequest request) throws Exception;

    /**
     * Starts an upload in parts, which no read shows.
     *
     * @param key the key
     * @param facts what will be kept beside the bytes
     * @param ssecKey the key to encrypt with, or {@code null}; only with {@link Capability#R2_SSE_C}
     * @return an id that no other upload of the bucket has
     */
    String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception;

    /**
     * Stores a part in place of an earlier one of its number.
     *
     * @param key the key
     * @param uploadId the upload
     * @param partNumber 1 to 10,000
     * @param body the bytes
     * @return the etag: the MD5 in hex; {@code null} if there is no such upload for this key, or no more
     * @throws IOException if the body cannot be read
     */
    @Nullable
    String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception;

    /**
     * Makes the object from parts and ends the upload, in one atomic step. What {@link R2Assembly#choose} throws leaves
     * everything as it was.
     *
     * @param key the key
     * @param uploadId the upload
     * @param assembly chooses the parts from those that were uploaded
     * @return the object, or {@code null} if there is no such upload for this key, or no more
     */
    @Nullable
    R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception;

    /**
     * Drops an upload and its parts. An upload that does not exist, or no more, is fine.
     *
     * @param key the key
     * @param uploadId the upload
     */
    void abortUpload(String key, String uploadId) throws Exception;

    /**
     * What {@code get} found.
     *
     * @param meta the object
     * @param span the bytes that the body has; the whole object if the condition failed
     * @param body the bytes, to be closed by the caller; {@code null} if the condition failed
     */
    record R2Content(
            R2Meta meta, R2Read.Span span, @Nullable InputStream body) {}

    /**
     * One page of a listing.
     *
     * @param objects the objects in order
     * @param prefixes the folded prefixes in order
     * @param truncated whether anything follows
     */
    record R2Listing(List<R2Meta> objects, List<String> prefixes, boolean truncated) {
        /** Copies the lists. */
        public R2Listing {
            objects = List.copyOf(objects);
            prefixes = List.copyOf(prefixes);
        }
    }
}
