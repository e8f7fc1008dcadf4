package dev.isobar.r2;

/**
 * A part that was uploaded: all that a process needs to complete the upload later.
 *
 * @param partNumber its number, 1 to 10,000
 * @param etag the etag that {@code complete} needs; opaque
 * @since 0.1.0
 */
public record R2UploadedPart(int partNumber, String etag) {}
