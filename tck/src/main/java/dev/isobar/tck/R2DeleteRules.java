package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.LimitExceededException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2UploadedPart;
import java.util.List;
import java.util.stream.IntStream;

/** Rules R2-DEL-01 to R2-DEL-04: how objects are removed. */
abstract class R2DeleteRules {
    private static List<String> names(int count) {
        return IntStream.range(0, count).mapToObj(i -> "page" + i).toList();
    }

    @Rule("R2-DEL-01")
    void removesOneObject(R2Bucket bucket) {
        bucket.put("page", "hello");
        bucket.put("page2", "stays");

        bucket.delete("page");
        assertDoesNotThrow(() -> bucket.delete("page"), "a key that is absent is deleted");

        assertNull(bucket.head("page"));
        assertNull(bucket.get("page"));
        assertEquals(List.of("page2"), R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule("R2-DEL-01")
    void removesSeveralObjects(R2Bucket bucket) {
        names(4).forEach(key -> bucket.put(key, "hello"));

        bucket.delete(List.of("page0", "absent", "page2", "page0"));
        bucket.delete(List.of());

        assertEquals(List.of("page1", "page3"), R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule("R2-DEL-01")
    void storesAgainAfterADelete(R2Bucket bucket) {
        bucket.put("page", "first");
        bucket.delete("page");

        bucket.put("page", "second");

        assertEquals("second", R2Text.of(bucket, "page"));
    }

    @Rule("R2-DEL-01")
    void removesAnObjectOfParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(upload.uploadPart(1, "frames")));

        bucket.delete("film");

        assertNull(bucket.get("film"));
        assertEquals(List.of(), R2Text.keys(bucket.list(R2ListOptions.ALL)));
    }

    @Rule("R2-DEL-02")
    void takesUpToAThousandKeys(R2Bucket bucket) {
        bucket.put("page0", "hello");
        bucket.put("page999", "hello");

        bucket.delete(names(1_000));

        assertEquals(List.of(), bucket.list(R2ListOptions.ALL).objects());
    }

    @Rule("R2-DEL-02")
    void refusesMoreBeforeRemovingAny(R2Bucket bucket) {
        bucket.put("page0", "hello");

        assertThrows(LimitExceededException.class, () -> bucket.delete(names(1_001)));

        assertNotNull(bucket.head("page0"));
    }

    @Rule("R2-DEL-03")
    void removesNothingIfOneKeyIsTooLong(R2Bucket bucket) {
        bucket.put("page", "hello");

        Refused.asInvalid(
                "10020",
                "delete: The specified object name is not valid. (10020)",
                () -> bucket.delete(List.of("page", "k".repeat(1025))));
        assertNotNull(bucket.head("page"));
    }

    @Rule("R2-DEL-04")
    void leavesOpenUploadsAlone(R2Bucket bucket) {
        bucket.put("film", "old");
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "new");

        bucket.delete("film");

        assertNull(bucket.head("film"));
        assertDoesNotThrow(() -> upload.complete(List.of(part)), "an open upload survives the delete of its object");
        assertEquals("new", R2Text.of(bucket, "film"));
    }
}
