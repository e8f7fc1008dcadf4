package dev.isobar.r2;

import java.time.Instant;
import java.util.Map;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a stored object, without its bytes.
 *
 * <p>Instances do not change and are safe for use from many threads.
 *
 * @since 0.1.0
 */
public interface R2Object {
    /**
     * Returns the key.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the version, which is new with every upload (R2-OBJ-02).
     *
     * @return an opaque text; empty in a listing of a backend without the capability {@code r2-list-version}
     */
    String version();

    /**
     * Returns the size of the whole object.
     *
     * @return the number of bytes, also where a range was asked for
     */
    long size();

    /**
     * Returns the etag: the MD5 in hex, or for a multipart object a hash of the parts' MD5s, {@code -} and the number
     * of parts (R2-OBJ-01).
     *
     * @return the etag without quotes, as conditions want it
     */
    String etag();

    /**
     * Returns the etag as HTTP wants it.
     *
     * @return the etag in double quotes
     */
    default String httpEtag() {
        return '"' + etag() + '"';
    }

    /**
     * Returns the hashes that are kept of the object.
     *
     * @return MD5 and the one given at {@code put}; none for a multipart object (R2-OBJ-03), or in a listing of a backend
     *     without the capability {@code r2-list-checksums}
     */
    R2Checksums checksums();

    /**
     * Returns when the object was stored.
     *
     * @return the instant, to the millisecond
     */
    Instant uploaded();

    /**
     * Returns the HTTP headers kept with the object.
     *
     * @return the headers, {@code null} if they are unknown because a listing did not include them
     */
    @Nullable
    R2HTTPMetadata httpMetadata();

    /**
     * Returns the texts kept with the object.
     *
     * @return the texts, {@code null} if they are unknown because a listing did not include them
     */
    @Nullable
    Map<String, String> customMetadata();

    /**
     * Returns which bytes were returned.
     *
     * @return offset and length after {@code get} and {@code head}; {@code null} after {@code put}, {@code list} and
     *     {@code complete} (R2-OBJ-05)
     */
    @Nullable
    R2Range range();

    /**
     * Returns the storage class.
     *
     * @return the class; the default one on backends without the capability {@code r2-storage-class}
     */
    R2StorageClass storageClass();

    /**
     * Returns the MD5 of the key that the object is encrypted with.
     *
     * @return lower-case hex, or {@code null} if the object was stored without a key
     */
    @Nullable
    String ssecKeyMd5();

    /**
     * Writes the HTTP headers kept with the object, so that it can be served with one call. The etag is not
     * written.
     *
     * @param header takes name and value and replaces what was there, such as {@code response::setHeader}
     * @throws dev.isobar.error.InvalidRequestException if the headers are unknown (R2-OBJ-09)
     */
    default void writeHttpMetadata(BiConsumer<String, String> header) {
        R2HTTPMetadata metadata = httpMetadata();
        if (metadata == null) {
            throw Refusal.of(
                    "list",
                    "HTTP metadata unknown for key `" + key()
                            + "`. Did you forget to add 'httpMetadata' to `include` when listing?");
        }
        metadata.write(header);
    }
}
