package dev.isobar.r2;

import java.io.InputStream;
import java.util.List;

/**
 * An object that is uploaded in parts, perhaps by several processes.
 *
 * <p>Parts have the numbers 1 to 10,000 and at most 5 GiB less 5 MiB each. All but the last have the same size, at least
 * 5 MiB; the last may be smaller, and is then listed last. Sizes are checked when the upload is completed; a backend
 * without the capability {@code r2-equal-part-sizes} may join parts of different sizes. Cloudflare aborts an upload that
 * is not completed within 7 days.
 *
 * <p>Instances hold a key and an id, and are safe for use from many threads.
 *
 * @since 0.1.0
 */
public interface R2MultipartUpload {
    /**
     * Returns the key that the object will have.
     *
     * @return the key
     */
    String key();

    /**
     * Returns the id with which another process can resume the upload.
     *
     * @return an opaque text
     */
    String uploadId();

    /**
     * Uploads a part as UTF-8; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), or the upload does not
     *     exist or is finished (R2-MPU-09, R2-MPU-10)
     */
    default R2UploadedPart uploadPart(int partNumber, String value) {
        return uploadPart(partNumber, value, R2UploadPartOptions.NONE);
    }

    /**
     * Uploads a part as UTF-8; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content
     * @param options the key of an encrypted upload
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), or the upload does not
     *     exist or is finished (R2-MPU-09, R2-MPU-10)
     */
    R2UploadedPart uploadPart(int partNumber, String value, R2UploadPartOptions options);

    /**
     * Uploads a part; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), or the upload does not
     *     exist or is finished (R2-MPU-09, R2-MPU-10)
     */
    default R2UploadedPart uploadPart(int partNumber, byte[] value) {
        return uploadPart(partNumber, value, R2UploadPartOptions.NONE);
    }

    /**
     * Uploads a part; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content
     * @param options the key of an encrypted upload
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), or the upload does not
     *     exist or is finished (R2-MPU-09, R2-MPU-10)
     */
    R2UploadedPart uploadPart(int partNumber, byte[] value, R2UploadPartOptions options);

    /**
     * Uploads a part from a stream; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content; read to its end, not closed
     * @param length the number of bytes that are read from the stream; one more if it reports that more is
     *     available, which is an error. Its end is not waited for (R2-PUT-03)
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), the length is negative
     *     (R2-PUT-03) or wrong, or the upload does not exist or is finished (R2-MPU-09, R2-MPU-10)
     * @throws dev.isobar.error.LimitExceededException if the part is too large (R2-MPU-11)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    default R2UploadedPart uploadPart(int partNumber, InputStream value, long length) {
        return uploadPart(partNumber, value, length, R2UploadPartOptions.NONE);
    }

    /**
     * Uploads a part from a stream; an earlier part of this number is replaced (R2-MPU-03).
     *
     * @param partNumber 1 to 10,000
     * @param value the content; read to its end, not closed
     * @param length the number of bytes that are read from the stream; one more if it reports that more is
     *     available, which is an error. Its end is not waited for (R2-PUT-03)
     * @param options the key of an encrypted upload
     * @return what {@code complete} needs
     * @throws dev.isobar.error.InvalidRequestException if the number is not allowed (R2-MPU-02), the length is negative
     *     (R2-PUT-03) or wrong, or the upload does not exist or is finished (R2-MPU-09, R2-MPU-10)
     * @throws dev.isobar.error.LimitExceededException if the part is too large (R2-MPU-11)
     * @throws java.io.UncheckedIOException if the stream cannot be read; nothing is stored then
     */
    R2UploadedPart uploadPart(int partNumber, InputStream value, long length, R2UploadPartOptions options);

    /** Drops the upload and its parts; may be repeated, and does nothing after {@code complete} (R2-MPU-09). */
    void abort();

    /**
     * Makes the object from parts, in the order of their numbers, and puts it in place of what the key had before.
     * Parts that are not listed are dropped (R2-MPU-06).
     *
     * @param parts the parts in any order
     * @return the object
     * @throws dev.isobar.error.InvalidRequestException if the upload does not exist, a part does not, a number comes
     *     twice, or the sizes differ (R2-MPU-05)
     * @throws dev.isobar.error.LimitExceededException if a part other than the last is too small (R2-MPU-05)
     */
    R2Object complete(List<R2UploadedPart> parts);

    /**
     * Lists one page of the parts that were uploaded, in ascending order of their numbers (R2-MPU-14). Needs the
     * capability {@code r2-list-uploads}; Cloudflare offers this outside of Workers only.
     *
     * @param options size of the page, cursor
     * @return the page; ask for the next one while it is truncated
     * @throws dev.isobar.error.InvalidRequestException if the upload does not exist or has ended, or the limit is not
     *     allowed
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot list parts
     */
    R2UploadParts listParts(R2ListPartsOptions options);

    /**
     * Lists the first page of the parts that were uploaded (R2-MPU-14).
     *
     * @return at most 1,000 parts
     * @throws dev.isobar.error.InvalidRequestException if the upload does not exist or has ended
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend cannot list parts
     */
    default R2UploadParts listParts() {
        return listParts(R2ListPartsOptions.ALL);
    }
}
