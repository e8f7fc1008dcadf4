package dev.isobar.spi;

/**
 * What an R2 store can refuse in words of its own. The portable class gives the caller Cloudflare's code and text
 * (R2-ERR-04).
 *
 * @since 0.1.0
 */
public enum R2Refusal {
    /** The object or part is larger than the store allows: code 100100. */
    ENTITY_TOO_LARGE,
    /** A part other than the last is smaller than the store allows: code 10011. */
    ENTITY_TOO_SMALL,
    /** A part that is wanted was not uploaded, or has another etag: code 10025. */
    INVALID_PART,
    /** The object does not have the range: code 10039. */
    INVALID_RANGE,
    /** The metadata is larger than the store allows: code 10012. */
    METADATA_TOO_LARGE,
    /** Parts other than the last have different sizes, or the last is larger: code 10048. */
    UNEQUAL_PARTS
}
