package dev.isobar.spi;

import dev.isobar.r2.R2ListedPart;
import dev.isobar.r2.R2ListedUpload;
import dev.isobar.r2.R2PresignedMethod;
import dev.isobar.r2.R2SsecKey;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one R2 bucket.
 *
 * <p>Arguments are within the limits of the binding and the declared {@link Bound}s: the caller has checked them. See
 * {@link Driver} for exceptions, interrupts and threads. A reason to refuse that R2 has a code for is thrown as an {@link
 * R2RefusedException}.
 *
 * <p><b>Atomicity.</b> Bytes and metadata of a key change together or not at all, and a read sees every write that has
 * returned. A call that throws because of its body's stream has stored nothing. After an interrupt, or another failure
 * whose effect is unknown, the key has either its old or its new object whole.
 *
 * <p><b>Ownership.</b> Records, lists and maps are immutable and may be kept. A {@link R2Body} ends with the call that
 * it was given to. The stream of an {@link R2Content} belongs to the caller, who closes it once, from any thread; the
 * bytes that it yields are those of the version that was read, even if the key is overwritten or deleted meanwhile; only
 * without {@link Capability#R2_STABLE_BODIES} it may fail then.
 *
 * @since 0.1.0
 */
public interface R2Driver extends Driver {
    /**
     * Reads what is known of an object.
     *
     * @param key the key
     * @return the object, or {@code null} if the key is absent
     * @throws Exception if the store fails
     */
    @Nullable
    R2Meta head(String key) throws Exception;

    /**
     * Reads an object; bytes and metadata are of the same version. {@link R2Read#select} decides on condition and range
     * for stores that do not do it themselves.
     *
     * <p>What the stream throws while it is read is translated as what this method throws.
     *
     * @param key the key
     * @param read condition, range, key to decrypt with
     * @return the object, or {@code null} if the key is absent
     * @throws R2RefusedException with {@link R2Refusal#INVALID_RANGE}, if the object does not have the range and the range
     *     is not lenient
     * @throws Exception if the store fails
     */
    @Nullable
    R2Content get(String key, R2Read read) throws Exception;

    /**
     * Stores an object in place of what the key had before. Evaluating the condition and storing are one atomic step.
     *
     * <p>A failed condition may be reported before the body has been read. Where a hash is expected, the caller then
     * reads the rest of the body itself, so that a wrong hash outweighs a failed condition (R2-PUT-09).
     *
     * @param key the key
     * @param body the bytes; {@link R2Meta#stored} makes the result from them when they have been read
     * @param facts what is kept with the bytes
     * @param onlyIf the condition on what the key has now; it has instants only with {@link
     *     Capability#R2_DATE_CONDITIONS_ON_PUT}
     * @return the object, or {@code null} if the condition failed
     * @throws IOException if the body cannot be read
     * @throws Exception if the store fails
     */
    @Nullable
    R2Meta put(String key, R2Body body, R2Facts facts, R2Precondition onlyIf) throws Exception;

    /**
     * Removes objects; open uploads stay. Does nothing for absent keys. If it fails, some of the objects may be gone.
     *
     * @param keys distinct keys, 1 to 1,000 by default
     * @throws Exception if the store fails
     */
    void delete(List<String> keys) throws Exception;

    /**
     * Lists objects in ascending order of their keys' UTF-8 bytes. The cost follows the size of the page, not the number
     * of keys outside it or inside a folded prefix; {@link dev.isobar.spi.support.R2SortedListing} does this over any
     * store that can seek.
     *
     * <p>Without {@link Capability#R2_LIST_VERSION} the versions of the objects are empty, without {@link
     * Capability#R2_LIST_CHECKSUMS} they have no checksums, and without {@link Capability#R2_LIST_METADATA} the request
     * includes none.
     *
     * @param request prefix, delimiter, start, size of the page
     * @return the page; where it is truncated, it ends behind the start of the request
     * @throws Exception if the store fails
     */
    R2Listing list(R2ListRequest request) throws Exception;

    /**
     * Starts an upload in parts, which no read shows.
     *
     * @param key the key
     * @param facts what will be kept with the bytes
     * @param ssecKey the key to encrypt with, or {@code null}; only with {@link Capability#R2_SSE_C}
     * @return an id that no other upload of the bucket has
     * @throws Exception if the store fails
     */
    String createUpload(String key, R2Facts facts, @Nullable R2SsecKey ssecKey) throws Exception;

    /**
     * Stores a part in place of an earlier one of its number.
     *
     * @param key the key
     * @param uploadId the upload
     * @param partNumber 1 to 10,000
     * @param body the bytes
     * @return the etag: the MD5 in hex; {@code null} if the upload does not exist for this key or has ended
     * @throws IOException if the body cannot be read
     * @throws Exception if the store fails
     */
    @Nullable
    String uploadPart(String key, String uploadId, int partNumber, R2Body body) throws Exception;

    /**
     * Makes the object from parts and ends the upload, in one atomic step. What {@link R2Assembly} throws leaves
     * everything as it was.
     *
     * @param key the key
     * @param uploadId the upload
     * @param assembly says which parts, from those that were uploaded or by number and etag alone
     * @return the object, or {@code null} if the upload does not exist for this key or has ended
     * @throws R2RefusedException if the store does not find a part, or refuses the size of one
     * @throws Exception if the store fails
     */
    @Nullable
    R2Meta completeUpload(String key, String uploadId, R2Assembly assembly) throws Exception;

    /**
     * Drops an upload and its parts. Does nothing if the upload does not exist or has ended.
     *
     * @param key the key
     * @param uploadId the upload
     * @throws Exception if the store fails
     */
    void abortUpload(String key, String uploadId) throws Exception;

    /**
     * Lists open uploads in ascending order of their keys' UTF-8 bytes; uploads to one key come in any order that stays
     * the same from page to page. Only with {@link Capability#R2_LIST_UPLOADS}.
     *
     * @implSpec throws an {@link UnsupportedOperationException}; the caller asks only if the capability is declared
     * @param prefix what the keys start with; empty for all
     * @param after the upload after which the page starts, which may have ended meanwhile; {@code null} for the first page
     * @param limit the most uploads, at least 1
     * @return the page; where it is truncated, it has at least one upload
     * @throws Exception if the store fails
     */
    default R2UploadListing listUploads(String prefix, @Nullable UploadPosition after, int limit) throws Exception {
        throw new UnsupportedOperationException(Capability.R2_LIST_UPLOADS.label());
    }

    /**
     * Lists the parts of an upload in ascending order of their numbers. Only with {@link Capability#R2_LIST_UPLOADS}.
     *
     * @implSpec throws an {@link UnsupportedOperationException}; the caller asks only if the capability is declared
     * @param key the key
     * @param uploadId the upload
     * @param after the number after which the page starts; 0 for the first page
     * @param limit the most parts, at least 1
     * @return the page, or {@code null} if the upload does not exist for this key or has ended; where it is truncated, it
     *     has at least one part
     * @throws Exception if the store fails
     */
    default @Nullable R2PartListing listParts(String key, String uploadId, int after, int limit) throws Exception {
        throw new UnsupportedOperationException(Capability.R2_LIST_UPLOADS.label());
    }

    /**
     * Makes a URL with which anybody can make one kind of request for an object until it expires. Only with {@link
     * Capability#R2_PRESIGNED_URLS}.
     *
     * @implSpec throws an {@link UnsupportedOperationException}; the caller asks only if the capability is declared
     * @param method the request
     * @param key the key, which need not exist
     * @param lifetime how long the URL is valid, 1 second to 7 days, in whole seconds
     * @return the URL, which is a secret until it expires
     * @throws Exception if the URL cannot be made
     */
    default URI presign(R2PresignedMethod method, String key, Duration lifetime) throws Exception {
        throw new UnsupportedOperationException(Capability.R2_PRESIGNED_URLS.label());
    }

    /**
     * What {@code get} found.
     *
     * @param meta the object
     * @param span the bytes that the body has; the whole object if the condition failed
     * @param body the bytes, to be closed by the caller; {@code null} if the condition failed
     * @since 0.1.0
     */
    record R2Content(
            R2Meta meta, R2Read.Span span, @Nullable InputStream body) {}

    /**
     * One page of a listing of objects.
     *
     * @param objects the objects in order
     * @param prefixes the folded prefixes in order
     * @param truncated whether anything follows
     * @since 0.1.0
     */
    record R2Listing(List<R2Meta> objects, List<String> prefixes, boolean truncated) {
        /** Copies the lists. */
        public R2Listing {
            objects = List.copyOf(objects);
            prefixes = List.copyOf(prefixes);
        }
    }

    /**
     * A place in the listing of uploads.
     *
     * @param key the key of an upload
     * @param uploadId its id
     * @since 0.1.0
     */
    record UploadPosition(String key, String uploadId) {}

    /**
     * One page of a listing of open uploads.
     *
     * @param uploads the uploads in order
     * @param truncated whether anything follows
     * @since 0.1.0
     */
    record R2UploadListing(List<R2ListedUpload> uploads, boolean truncated) {
        /** Copies the list. */
        public R2UploadListing {
            uploads = List.copyOf(uploads);
        }
    }

    /**
     * One page of a listing of parts.
     *
     * @param parts the parts in order
     * @param truncated whether anything follows
     * @since 0.1.0
     */
    record R2PartListing(List<R2ListedPart> parts, boolean truncated) {
        /** Copies the list. */
        public R2PartListing {
            parts = List.copyOf(parts);
        }
    }
}
