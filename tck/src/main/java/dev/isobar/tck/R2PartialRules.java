package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Range;
import java.util.List;
import java.util.Objects;

/** Rule R2-RANGE-05: what an answer with some of the bytes says of the whole. */
abstract class R2PartialRules {
    @Rule("R2-RANGE-05")
    void describesTheWholeObject(R2Bucket bucket) {
        R2Object stored = bucket.put("digits", "0123456789");

        try (R2ObjectBody part =
                Objects.requireNonNull(bucket.get("digits", R2GetOptions.NONE.withRange(R2Range.last(3))))) {
            assertEquals(R2Range.of(7, 3), part.range());
            assertEquals(10, part.size());
            assertEquals(stored.etag(), part.etag());
            assertEquals(stored.checksums(), part.checksums());
        }
    }

    @Rule("R2-RANGE-05")
    void readsAcrossTheBordersOfParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(
                upload.uploadPart(1, R2Parts.smallest('a')),
                upload.uploadPart(2, R2Parts.smallest('b')),
                upload.uploadPart(3, "tail")));

        assertEquals("aabb", R2Text.of(bucket, "film", R2Range.of(R2Parts.SMALLEST - 2, 4)));
        assertEquals("btail", R2Text.of(bucket, "film", R2Range.last(5)));
        assertEquals("t", R2Text.of(bucket, "film", R2Range.of(2 * R2Parts.SMALLEST, 1)));
    }

    @Rule("R2-RANGE-05")
    void readsWithinTheLaterParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(
                upload.uploadPart(1, R2Parts.smallest('a')),
                upload.uploadPart(2, R2Parts.smallest('b')),
                upload.uploadPart(3, "0123456789")));
        long tail = 2 * R2Parts.SMALLEST;

        assertEquals("345", R2Text.of(bucket, "film", R2Range.of(tail + 3, 3)));
        assertEquals("bbb", R2Text.of(bucket, "film", R2Range.of(tail - 4, 3)));
        assertEquals("9", R2Text.of(bucket, "film", R2Range.from(tail + 9)));
        assertEquals("0123456789", R2Text.of(bucket, "film", R2Range.of(tail, 100)));
        assertEquals(
                tail + 10, R2Text.of(bucket, "film", R2Range.last(tail + 100)).length());
    }
}
