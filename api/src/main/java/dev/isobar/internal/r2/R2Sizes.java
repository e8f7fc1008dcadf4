package dev.isobar.internal.r2;

import dev.isobar.r2.R2Limits;
import dev.isobar.spi.Bound;
import dev.isobar.spi.Capabilities;

/**
 * The limits of sizes, narrowed by the bounds that the driver declares; in bytes.
 *
 * @param put the largest object of one put
 * @param part the largest part
 * @param smallestPart the smallest part that is not the last one
 * @param object the largest object of a multipart upload
 */
record R2Sizes(long put, long part, long smallestPart, long object) {
    static R2Sizes of(R2Limits limits, Capabilities capabilities) {
        return new R2Sizes(
                Math.min(limits.uploadBytes(), bound(capabilities, Bound.R2_OBJECT_BYTES, Long.MAX_VALUE)),
                Math.min(limits.uploadBytes(), bound(capabilities, Bound.R2_LARGEST_PART_BYTES, Long.MAX_VALUE)),
                Math.max(limits.minPartBytes(), bound(capabilities, Bound.R2_SMALLEST_PART_BYTES, 0)),
                limits.objectBytes());
    }

    private static long bound(Capabilities capabilities, Bound bound, long otherwise) {
        return capabilities.bound(bound).orElse(otherwise);
    }
}
