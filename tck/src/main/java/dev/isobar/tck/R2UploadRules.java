package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2UploadedPart;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.List;
import java.util.Map;

/** Rules R2-MPU-01 to R2-MPU-04 and R2-MPU-08 to R2-MPU-11: an upload from its start to its end. */
abstract class R2UploadRules {
    private static void assertGone(R2MultipartUpload upload) {
        Refused.asInvalid(
                "10024",
                "uploadPart: The specified multipart upload does not exist. (10024)",
                () -> upload.uploadPart(2, "more"));
        Refused.asInvalid(
                "10024",
                "completeMultipartUpload: The specified multipart upload does not exist. (10024)",
                () -> upload.complete(List.of()));
    }

    @Rule("R2-MPU-01")
    void showsNothingBeforeItIsComplete(R2Bucket bucket) {
        R2HTTPMetadata headers = R2HTTPMetadata.ofContentType("video/mp4");
        R2MultipartUpload upload = bucket.createMultipartUpload(
                "film", R2MultipartOptions.NONE.withHttpMetadata(headers).withCustomMetadata(Map.of("author", "ada")));
        R2UploadedPart part = upload.uploadPart(1, "frames");

        R2Object before = bucket.head("film");
        upload.complete(List.of(part));

        assertNull(before);
        R2Object after = R2Text.head(bucket, "film");
        assertEquals("frames", R2Text.of(bucket, "film"));
        assertEquals(headers, after.httpMetadata());
        assertEquals(Map.of("author", "ada"), after.customMetadata());
    }

    @Rule("R2-MPU-01")
    void resumesWithoutACheck(R2Bucket bucket) {
        R2MultipartUpload unknown = bucket.resumeMultipartUpload("film", "no-such-upload");

        assertEquals("film", unknown.key());
        assertEquals("no-such-upload", unknown.uploadId());
    }

    @Rule("R2-MPU-02")
    void numbersPartsFromOneToTenThousand(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart highest = upload.uploadPart(10_000, "frames");

        for (int number : new int[] {0, -1, 10_001}) {
            String text = "Part number must be between 1 and 10000 (inclusive). Actual value was: " + number;
            Refused.asInvalid(null, text, () -> upload.uploadPart(number, "frames"));
            Refused.asInvalid(null, text, () -> upload.complete(List.of(new R2UploadedPart(number, "etag"))));
        }
        assertEquals(6, upload.complete(List.of(highest)).size());
    }

    @Rule("R2-MPU-02")
    void looksAtTheNumberBeforeTheKey(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.resumeMultipartUpload("n".repeat(1_025), "any");
        String text = "Part number must be between 1 and 10000 (inclusive). Actual value was: 0";

        Refused.asInvalid(null, text, () -> upload.uploadPart(0, "frames"));
        Refused.asInvalid(null, text, () -> upload.complete(List.of(new R2UploadedPart(0, "etag"))));
    }

    @Rule("R2-MPU-03")
    void replacesAPart(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, "first take");
        R2UploadedPart second = upload.uploadPart(1, "second take");

        Refused.asInvalid(
                "10025",
                "completeMultipartUpload: One or more of the specified parts could not be found. (10025)",
                () -> upload.complete(List.of(first)));
        upload.complete(List.of(second));

        assertEquals("second take", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-04")
    void goesOnElsewhereWithNumberAndEtag(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        String etag = upload.uploadPart(7, "frames").etag();

        R2MultipartUpload resumed = bucket.resumeMultipartUpload("film", upload.uploadId());
        resumed.complete(List.of(new R2UploadedPart(7, etag)));

        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-08")
    void replacesTheObject(R2Bucket bucket) {
        bucket.put("film", "old", R2PutOptions.NONE.withCustomMetadata(Map.of("author", "ada")));
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "new");

        String before = R2Text.of(bucket, "film");
        upload.complete(List.of(part));

        assertEquals("old", before);
        assertEquals("new", R2Text.of(bucket, "film"));
        assertEquals(Map.of(), R2Text.head(bucket, "film").customMetadata());
    }

    @Rule("R2-MPU-08")
    void keepsUploadsToOneKeyApart(R2Bucket bucket) {
        R2MultipartUpload first = bucket.createMultipartUpload("film");
        R2MultipartUpload second = bucket.createMultipartUpload("film");
        R2UploadedPart ofFirst = first.uploadPart(1, "by the first");
        R2UploadedPart ofSecond = second.uploadPart(1, "by the second");

        second.complete(List.of(ofSecond));
        first.complete(List.of(ofFirst));

        assertNotEquals(first.uploadId(), second.uploadId());
        assertEquals("by the first", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-09")
    void endsWithAbort(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.uploadPart(1, "frames");

        upload.abort();
        assertDoesNotThrow(upload::abort, "an upload that has ended is aborted again");

        assertGone(upload);
        assertNull(bucket.head("film"));
    }

    @Rule("R2-MPU-09")
    void keepsTheObjectIfAbortedAfterwards(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(upload.uploadPart(1, "frames")));

        upload.abort();

        assertGone(upload);
        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-10")
    void touchesNothingUnderAnotherKey(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "frames");
        R2MultipartUpload other = bucket.resumeMultipartUpload("photo", upload.uploadId());

        InvalidRequestException refusal =
                assertThrows(InvalidRequestException.class, () -> other.uploadPart(1, "pixels"));

        assertEquals("10024", refusal.code());
        assertThrows(IsobarException.class, () -> other.complete(List.of(part)));
        assertNull(bucket.head("photo"));
        upload.complete(List.of(part));
        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-10")
    void refusesUnknownUploads(R2Bucket bucket) {
        R2MultipartUpload unknown = bucket.resumeMultipartUpload("film", "no-such-upload");

        InvalidRequestException refusal =
                assertThrows(InvalidRequestException.class, () -> unknown.uploadPart(1, "frames"));

        assertEquals("10024", refusal.code());
        assertThrows(IsobarException.class, () -> unknown.complete(List.of(new R2UploadedPart(1, "etag"))));
        assertNull(bucket.head("film"));
    }

    @Rule("R2-MPU-11")
    void takesWhatPutTakes(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        byte[] frames = {1, 2, 3};

        R2UploadedPart text = upload.uploadPart(1, "\u0001\u0002\u0003");
        R2UploadedPart bytes = upload.uploadPart(2, frames);
        R2UploadedPart stream = upload.uploadPart(3, new ByteArrayInputStream(frames), 3);

        for (R2UploadedPart part : List.of(text, bytes, stream)) {
            assertNotEquals("", part.etag());
        }
        upload.complete(List.of(stream));
        assertEquals("\u0001\u0002\u0003", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-11")
    void refusesPartsOfUnknownLength(R2Bucket bucket) {
        for (R2MultipartUpload upload :
                List.of(bucket.createMultipartUpload("film"), bucket.resumeMultipartUpload("n".repeat(1_025), "any"))) {
            Refused.asInvalid(
                    null,
                    "Provided readable stream must have a known length (request/response body or readable half of"
                            + " FixedLengthStream)",
                    () -> upload.uploadPart(1, InputStream.nullInputStream(), -1));
        }
    }

    @Rule("R2-MPU-11")
    void refusesPartsThatAreTooLarge(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        Refused.asTooMuch(
                "100100",
                "uploadPart: Your proposed upload exceeds the maximum allowed object size. (100100)",
                () -> upload.uploadPart(1, InputStream.nullInputStream(), 5_363_466_241L));
    }
}
