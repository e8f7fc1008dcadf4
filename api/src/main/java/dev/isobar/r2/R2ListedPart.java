package dev.isobar.r2;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * A part of an upload that has neither been completed nor aborted.
 *
 * @param partNumber its number, 1 to 10,000
 * @param etag the etag that {@code complete} needs; opaque
 * @param size the number of bytes
 * @param uploaded when it was stored; cut to milliseconds
 * @since 0.1.0
 */
public record R2ListedPart(int partNumber, String etag, long size, Instant uploaded) {
    /** Cuts the instant to milliseconds. */
    public R2ListedPart {
        uploaded = uploaded.truncatedTo(ChronoUnit.MILLIS);
    }

    /**
     * Returns what {@link R2MultipartUpload#complete} needs of this part.
     *
     * @return number and etag
     */
    public R2UploadedPart uploadedPart() {
        return new R2UploadedPart(partNumber, etag);
    }
}
