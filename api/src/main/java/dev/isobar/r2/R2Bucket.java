package dev.isobar.r2;

import java.io.InputStream;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One R2 bucket: objects under string keys, with HTTP headers and custom metadata kept with the bytes.
 *
 * <p>Keys have at most 1,024 bytes of UTF-8 and are opaque: {@code /} has a meaning in {@code list} only. An object of
 * one {@code put} has at most 5 GiB less 5 MiB (5,363,466,240 bytes), larger ones need a multipart upload. Custom
 * metadata has at most 8,192 bytes. A read sees every write that has returned; the last writer wins, and {@code onlyIf}
 * makes a {@code put} a compare-and-set.
 *
 * <p>Instances are safe for use from many threads and belong to the environment that handed them out.
 *
 * @see <a href="https://developers.cloudflare.com/r2/api/workers/workers-api-reference/">R2, Workers API reference</a>
 * @since 0.1.0
 */
public interface R2Bucket {
    /**
     * Reads what is known of an object, without its bytes.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @return the object, or {@code null} if the key is absent (R2-HEAD-01)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    @Nullable
    R2Object head(String key);

    /**
     * Reads an object.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @return the object, which the caller closes, or {@code null} if the key is absent (R2-GET-01)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default @Nullable R2ObjectBody get(String key) {
        return get(key, R2GetOptions.NONE);
    }

    /**
     * Reads an object or a range of its bytes.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param options which bytes
     * @return the object, which the caller closes, or {@code null} if the key is absent (R2-GET-01)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the object does not have
     *     the range (R2-RANGE-02)
     */
    @Nullable
    R2ObjectBody get(String key, R2GetOptions options);

    /**
     * Reads an object if a condition holds, as caches and conditional HTTP requests do.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param onlyIf the condition
     * @return an {@link R2ObjectBody}, which the caller closes; the object without its body if the condition failed
     *     (R2-COND-05); {@code null} if the key is absent (R2-GET-01)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default @Nullable R2Object get(String key, R2Conditional onlyIf) {
        return get(key, onlyIf, R2GetOptions.NONE);
    }

    /**
     * Reads an object or a range of its bytes if a condition holds. The condition is evaluated before the range
     * (R2-GET-02).
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param onlyIf the condition
     * @param options which bytes
     * @return an {@link R2ObjectBody}, which the caller closes; the object without its body if the condition failed
     *     (R2-COND-05); {@code null} if the key is absent (R2-GET-01)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the object does not have
     *     the range (R2-RANGE-02)
     */
    @Nullable
    R2Object get(String key, R2Conditional onlyIf, R2GetOptions options);

    /**
     * Stores text as UTF-8, without metadata.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content
     * @return the object
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default R2Object put(String key, String value) {
        return Objects.requireNonNull(put(key, value, R2PutOptions.NONE));
    }

    /**
     * Stores text as UTF-8. Bytes and metadata replace the earlier ones together (R2-PUT-01).
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content
     * @param options condition, metadata, checksum
     * @return the object, or {@code null} if the condition failed and nothing was stored (R2-COND-05)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the content does not have
     *     the given hash (R2-PUT-08)
     * @throws dev.isobar.error.LimitExceededException if the custom metadata is too large (R2-PUT-06)
     * @throws dev.isobar.error.UnsupportedCapabilityException if the condition has an instant, and the backend lacks
     *     {@code r2-date-conditions-on-put}; nothing is sent then (R2-COND-07)
     */
    @Nullable
    R2Object put(String key, String value, R2PutOptions options);

    /**
     * Stores bytes, without metadata.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content
     * @return the object
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default R2Object put(String key, byte[] value) {
        return Objects.requireNonNull(put(key, value, R2PutOptions.NONE));
    }

    /**
     * Stores bytes. Bytes and metadata replace the earlier ones together (R2-PUT-01).
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content
     * @param options condition, metadata, checksum
     * @return the object, or {@code null} if the condition failed and nothing was stored (R2-COND-05)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the content does not have
     *     the given hash (R2-PUT-08)
     * @throws dev.isobar.error.LimitExceededException if the custom metadata is too large (R2-PUT-06)
     * @throws dev.isobar.error.UnsupportedCapabilityException if the condition has an instant, and the backend lacks
     *     {@code r2-date-conditions-on-put}; nothing is sent then (R2-COND-07)
     */
    @Nullable
    R2Object put(String key, byte[] value, R2PutOptions options);

    /**
     * Stores what a stream yields, without metadata.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content; read to its end unless the call fails or the condition does, not closed
     * @param length the number of bytes that are read from the stream; one more if it reports that more is
     *     available, which is an error. Its end is not waited for (R2-PUT-03)
     * @return the object
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the length is negative
     *     (R2-PUT-03) or wrong; nothing is stored then
     * @throws dev.isobar.error.LimitExceededException if the length is too large (R2-PUT-12)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    default R2Object put(String key, InputStream value, long length) {
        return Objects.requireNonNull(put(key, value, length, R2PutOptions.NONE));
    }

    /**
     * Stores what a stream yields. Bytes and metadata replace the earlier ones together (R2-PUT-01).
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param value the content; read to its end unless the call fails or the condition does, not closed
     * @param length the number of bytes that are read from the stream; one more if it reports that more is
     *     available, which is an error. Its end is not waited for (R2-PUT-03)
     * @param options condition, metadata, checksum
     * @return the object, or {@code null} if the condition failed and nothing was stored (R2-COND-05)
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), the length is negative
     *     (R2-PUT-03) or wrong, or the content does not have the given hash (R2-PUT-08); nothing is stored then
     * @throws dev.isobar.error.LimitExceededException if the length (R2-PUT-12) or the custom metadata (R2-PUT-06) is
     *     too large
     * @throws dev.isobar.error.UnsupportedCapabilityException if the condition has an instant, and the backend lacks
     *     {@code r2-date-conditions-on-put}; nothing is sent then (R2-COND-07)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    @Nullable
    R2Object put(String key, InputStream value, long length, R2PutOptions options);

    /**
     * Removes an object; does nothing if the key is absent (R2-DEL-01).
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default void delete(String key) {
        delete(List.of(Objects.requireNonNull(key, "key")));
    }

    /**
     * Removes up to 1,000 objects; absent keys are ignored (R2-DEL-01).
     *
     * @param keys the keys; may be empty
     * @throws dev.isobar.error.InvalidRequestException if a key is too long; nothing is removed then (R2-DEL-03)
     * @throws dev.isobar.error.LimitExceededException if there are too many; nothing is removed then (R2-DEL-02)
     */
    void delete(Collection<String> keys);

    /**
     * Lists one page of objects in ascending order of their keys' UTF-8 bytes (R2-LIST-01).
     *
     * @param options prefix, delimiter, size of the page, cursor
     * @return the page; ask for the next one while it is truncated (R2-LIST-05)
     * @throws dev.isobar.error.InvalidRequestException if the limit is not allowed (R2-LIST-02)
     * @throws dev.isobar.error.UnsupportedCapabilityException if metadata is asked for, and the backend lacks {@code
     *     r2-list-metadata} (R2-LIST-07)
     */
    R2Objects list(R2ListOptions options);

    /**
     * Lists all objects, page after page as the stream is read. Folded prefixes are left out.
     *
     * @param options prefix, delimiter, size of the pages
     * @return a lazy stream; each page is a call of its own, so later pages show later changes
     * @throws dev.isobar.error.InvalidRequestException if the limit is not allowed (R2-LIST-02)
     */
    default Stream<R2Object> listAll(R2ListOptions options) {
        return Stream.iterate(
                        list(options),
                        page -> page != null,
                        page -> page.cursor() == null ? null : list(options.withCursor(page.cursor())))
                .map(R2Objects::objects)
                .flatMap(List::stream);
    }

    /**
     * Starts an upload in parts, without metadata.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @return the upload
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     */
    default R2MultipartUpload createMultipartUpload(String key) {
        return createMultipartUpload(key, R2MultipartOptions.NONE);
    }

    /**
     * Starts an upload in parts.
     *
     * @param key the key, at most 1,024 bytes of UTF-8
     * @param options the metadata of the object to come
     * @return the upload
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01)
     * @throws dev.isobar.error.LimitExceededException if the custom metadata is too large (R2-PUT-06)
     */
    R2MultipartUpload createMultipartUpload(String key, R2MultipartOptions options);

    /**
     * Makes a handle to an upload that was started earlier. Nothing is sent and nothing is checked (R2-MPU-01).
     *
     * @param key the key that the upload was started with
     * @param uploadId its id
     * @return the upload
     */
    R2MultipartUpload resumeMultipartUpload(String key, String uploadId);

    /**
     * Lists one page of uploads that have neither been completed nor aborted, in ascending order of their keys' UTF-8
     * bytes (R2-MPU-13). Needs the capability {@code r2-list-uploads}; Cloudflare offers this outside of Workers only.
     *
     * @param options prefix, size of the page, cursor
     * @return the page; ask for the next one while it is truncated
     * @throws dev.isobar.error.InvalidRequestException if the limit is not allowed
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot list uploads
     */
    R2Uploads listMultipartUploads(R2ListUploadsOptions options);

    /**
     * Lists the first page of uploads that have neither been completed nor aborted (R2-MPU-13).
     *
     * @return at most 1,000 uploads
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot list uploads
     */
    default R2Uploads listMultipartUploads() {
        return listMultipartUploads(R2ListUploadsOptions.ALL);
    }

    /**
     * Makes a URL with which anybody can make one kind of request for an object until the URL expires (R2-URL-01). Needs
     * the capability {@code r2-presigned-urls}; Cloudflare offers this outside of Workers only.
     *
     * @param method the request that the URL is for
     * @param key the key, at most 1,024 bytes of UTF-8, which need not exist
     * @param lifetime how long the URL is valid, 1 second to 7 days, in whole seconds
     * @return the URL, which is a secret until it expires
     * @throws dev.isobar.error.InvalidRequestException if the key is too long (R2-KEY-01), or the lifetime is not allowed
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no such URLs
     */
    URI presign(R2PresignedMethod method, String key, Duration lifetime);
}
