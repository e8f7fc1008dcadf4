package dev.isobar.r2;

/**
 * The requests that a presigned URL can be made for (R2-S3-14).
 *
 * @since 0.1.0
 */
public enum R2PresignedMethod {
    /** Reads the object. */
    GET,
    /** Reads what is known of the object, without its bytes. */
    HEAD,
    /** Stores an object in place of what the key had before. */
    PUT,
    /** Removes the object. */
    DELETE
}
