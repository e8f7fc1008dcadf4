package dev.isobar.tck;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2Object;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What an answer says of an object, apart from its key and its bytes. */
record R2Description(
        String etag,
        long size,
        Instant uploaded,
        String version,
        R2Checksums checksums,
        @Nullable R2HTTPMetadata httpMetadata,
        @Nullable Map<String, String> customMetadata) {
    static R2Description of(R2Object object) {
        return new R2Description(
                object.etag(),
                object.size(),
                object.uploaded(),
                object.version(),
                object.checksums(),
                object.httpMetadata(),
                object.customMetadata());
    }

    /** Leaves out what another description, such as that of a listed object, does not have. */
    R2Description reducedTo(R2Description known) {
        return new R2Description(
                etag,
                size,
                uploaded,
                known.version.isEmpty() ? "" : version,
                known.checksums.equals(R2Checksums.NONE) ? R2Checksums.NONE : checksums,
                known.httpMetadata == null ? null : httpMetadata,
                known.customMetadata == null ? null : customMetadata);
    }
}
