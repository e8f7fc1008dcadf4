package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Capability;
import java.util.List;

/** Rules R2-MPU-05 to R2-MPU-07: which parts make an object. */
abstract class R2CompleteRules {
    private static final String UNEQUAL =
            "completeMultipartUpload: All non-trailing parts must have the same length. (10048)";

    @Rule("R2-MPU-05")
    void wantsPartsThatWereUploaded(R2Bucket bucket) {
        String notFound = "completeMultipartUpload: One or more of the specified parts could not be found. (10025)";
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "frames");

        Refused.asInvalid("10025", notFound, () -> upload.complete(List.of(new R2UploadedPart(1, "unknown"))));
        Refused.asInvalid("10025", notFound, () -> upload.complete(List.of(part, new R2UploadedPart(2, part.etag()))));
        upload.complete(List.of(part));

        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-05")
    void refusesPartsOfAnotherUpload(R2Bucket bucket) {
        R2MultipartUpload film = bucket.createMultipartUpload("film");
        R2MultipartUpload photo = bucket.createMultipartUpload("photo");
        R2UploadedPart part = film.uploadPart(1, "frames");

        Refused.asInvalid(
                "10025",
                "completeMultipartUpload: One or more of the specified parts could not be found. (10025)",
                () -> photo.complete(List.of(part)));

        assertNull(bucket.head("photo"));
    }

    @Rule("R2-MPU-05")
    void wantsEachPartOnce(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "frames");

        assertThrows(IsobarException.class, () -> upload.complete(List.of(part, part)));

        assertNull(bucket.head("film"));
    }

    @Rule("R2-MPU-05")
    void wantsLargePartsBeforeTheLast(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        List<R2UploadedPart> parts = List.of(upload.uploadPart(1, "small"), upload.uploadPart(2, "last"));

        Refused.asTooMuch(
                "10011",
                "completeMultipartUpload: Your proposed upload is smaller than the minimum allowed object size."
                        + " (10011)",
                () -> upload.complete(parts));
        assertNull(bucket.head("film"));
    }

    @Rule(value = "R2-MPU-05", needs = Capability.R2_EQUAL_PART_SIZES)
    void wantsPartsOfOneSize(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, R2Parts.smallest('a'));
        R2UploadedPart larger = upload.uploadPart(2, R2Parts.larger('b', 1));
        R2UploadedPart last = upload.uploadPart(3, "tail");

        Refused.asInvalid("10048", UNEQUAL, () -> upload.complete(List.of(first, larger, last)));
        Refused.asInvalid("10048", UNEQUAL, () -> upload.complete(List.of(first, larger)));
        assertNull(bucket.head("film"));
        assertEquals(R2Parts.SMALLEST + 4, upload.complete(List.of(first, last)).size());
    }

    @Rule(value = "R2-MPU-05", needs = Capability.R2_EQUAL_PART_SIZES)
    void wantsNoSmallerPartInTheMiddle(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, R2Parts.larger('a', 1));
        R2UploadedPart smaller = upload.uploadPart(2, R2Parts.smallest('b'));
        R2UploadedPart last = upload.uploadPart(3, "tail");

        Refused.asInvalid("10048", UNEQUAL, () -> upload.complete(List.of(first, smaller, last)));
        assertNull(bucket.head("film"));
        assertEquals(
                2 * R2Parts.SMALLEST + 1,
                upload.complete(List.of(first, smaller)).size());
    }

    @Rule(value = "R2-MPU-05", without = Capability.R2_EQUAL_PART_SIZES)
    void joinsPartsOfDifferentSizesOrRefuses(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, R2Parts.smallest('a'));
        R2UploadedPart larger = upload.uploadPart(2, R2Parts.larger('b', 1));

        long size;
        try {
            size = upload.complete(List.of(first, larger)).size();
        } catch (IsobarException refused) {
            assertNull(bucket.head("film"));
            return;
        }

        assertEquals(2 * R2Parts.SMALLEST + 1, size);
        assertEquals("abb", R2Text.of(bucket, "film", R2Range.of(R2Parts.SMALLEST - 1, 3)));
    }

    @Rule("R2-MPU-06")
    void joinsPartsByNumber(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart last = upload.uploadPart(9, "tail");
        R2UploadedPart middle = upload.uploadPart(5, R2Parts.smallest('b'));
        R2UploadedPart first = upload.uploadPart(2, R2Parts.smallest('a'));

        upload.complete(List.of(middle, first, last));

        assertEquals("bbtail", R2Text.of(bucket, "film", R2Range.last(6)));
        assertEquals("aabb", R2Text.of(bucket, "film", R2Range.of(R2Parts.SMALLEST - 2, 4)));
    }

    @Rule(value = "R2-MPU-06", needs = Capability.R2_EQUAL_PART_SIZES)
    void wantsASmallLastPartLastInTheList(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart last = upload.uploadPart(9, "tail");
        R2UploadedPart first = upload.uploadPart(2, R2Parts.smallest('a'));

        Refused.asTooMuch(
                "10011",
                "completeMultipartUpload: Your proposed upload is smaller than the minimum allowed object size."
                        + " (10011)",
                () -> upload.complete(List.of(last, first)));
        assertNull(bucket.head("film"));
        upload.complete(List.of(first, last));

        assertEquals("aatail", R2Text.of(bucket, "film", R2Range.last(6)));
    }

    @Rule("R2-MPU-06")
    void joinsEqualPartsByNumber(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart last = upload.uploadPart(2, R2Parts.smallest('b'));
        R2UploadedPart first = upload.uploadPart(1, R2Parts.smallest('a'));

        R2Object made = upload.complete(List.of(last, first));

        assertEquals(2 * R2Parts.SMALLEST, made.size());
        assertEquals("f65590340fd7a9f7c0643548071050c7-2", made.etag());
        assertEquals("aabb", R2Text.of(bucket, "film", R2Range.of(R2Parts.SMALLEST - 2, 4)));
    }

    @Rule("R2-MPU-06")
    void dropsPartsThatAreNotListed(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.uploadPart(1, "cut out");
        R2UploadedPart kept = upload.uploadPart(2, "kept");

        upload.complete(List.of(kept));

        assertEquals("kept", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-07")
    void takesASinglePartOfAnySize(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("empty");

        R2Object made = upload.complete(List.of(upload.uploadPart(1, "")));

        assertEquals(0, made.size());
        assertEquals("59adb24ef3cdbe0297f05b395827453f-1", made.etag());
        assertEquals("", R2Text.of(bucket, "empty"));
    }

    @Rule("R2-MPU-07")
    void hashesTwoParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        R2Object made =
                upload.complete(List.of(upload.uploadPart(1, R2Parts.smallest('a')), upload.uploadPart(2, "tail")));

        assertEquals("30dcfd3901d1c613b7fb532281748544-2", made.etag());
        assertEquals(R2Parts.SMALLEST + 4, made.size());
    }
}
