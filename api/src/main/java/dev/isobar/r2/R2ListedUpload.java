package dev.isobar.r2;

import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * An upload in parts that has neither been completed nor aborted.
 *
 * @param key the key that the object will have
 * @param uploadId the id with which {@link R2Bucket#resumeMultipartUpload} continues it
 * @param initiated when it was started; cut to milliseconds
 * @param storageClass the class that the object will have
 * @since 0.1.0
 */
public record R2ListedUpload(String key, String uploadId, Instant initiated, R2StorageClass storageClass) {
    /** Cuts the instant to milliseconds. */
    public R2ListedUpload {
        initiated = initiated.truncatedTo(ChronoUnit.MILLIS);
    }
}
