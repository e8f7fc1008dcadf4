package dev.isobar.internal.r2;

import dev.isobar.spi.R2Refusal;

/** The codes that the portable layer gives, with Cloudflare's texts (R2-ERR-04). */
enum R2Code {
    ENTITY_TOO_SMALL(10011, true, "Your proposed upload is smaller than the minimum allowed object size."),
    METADATA_TOO_LARGE(10012, true, "Your metadata headers exceed the maximum allowed metadata size."),
    INCOMPLETE_BODY(10013, false, "The body does not have the number of bytes that was announced."),
    INVALID_OBJECT_NAME(10020, false, "The specified object name is not valid."),
    INVALID_MAX_KEYS(10022, false, "MaxKeys params must be positive integer <= 1000."),
    NO_SUCH_UPLOAD(10024, false, "The specified multipart upload does not exist."),
    INVALID_PART(10025, false, "One or more of the specified parts could not be found."),
    BAD_DIGEST(10037, false, ""),
    INVALID_RANGE(10039, false, "The requested range is not satisfiable"),
    UNEQUAL_PARTS(10048, false, "All non-trailing parts must have the same length."),
    ENTITY_TOO_LARGE(100100, true, "Your proposed upload exceeds the maximum allowed object size.");

    final int number;
    final boolean limit;
    final String text;

    R2Code(int number, boolean limit, String text) {
        this.number = number;
        this.limit = limit;
        this.text = text;
    }

    static R2Code of(R2Refusal refusal) {
        return switch (refusal) {
            case ENTITY_TOO_LARGE -> ENTITY_TOO_LARGE;
            case ENTITY_TOO_SMALL -> ENTITY_TOO_SMALL;
            case INVALID_PART -> INVALID_PART;
            case INVALID_RANGE -> INVALID_RANGE;
            case METADATA_TOO_LARGE -> METADATA_TOO_LARGE;
            case UNEQUAL_PARTS -> UNEQUAL_PARTS;
        };
    }
}
