package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListPartsOptions;
import dev.isobar.r2.R2ListUploadsOptions;
import dev.isobar.r2.R2ListedPart;
import dev.isobar.r2.R2ListedUpload;
import dev.isobar.r2.R2MultipartOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2StorageClass;
import dev.isobar.r2.R2UploadParts;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.r2.R2Uploads;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules R2-MPU-13 and R2-MPU-14: how open uploads and their parts are listed. */
abstract class R2OpenUploadRules {
    private static List<String> keys(R2Uploads page) {
        return page.uploads().stream().map(R2ListedUpload::key).toList();
    }

    private static List<Integer> numbers(R2UploadParts page) {
        return page.parts().stream().map(R2ListedPart::partNumber).toList();
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void listsOpenUploadsByKey(R2Bucket bucket) {
        R2MultipartUpload photo = bucket.createMultipartUpload("photo");
        R2MultipartUpload face = bucket.createMultipartUpload("\uD83D\uDE00");
        R2MultipartUpload mark = bucket.createMultipartUpload("\uFFFD");
        bucket.put("page", "stored in one piece");

        R2Uploads page = bucket.listMultipartUploads();

        assertEquals(List.of("photo", "\uFFFD", "\uD83D\uDE00"), keys(page));
        assertEquals(
                List.of(photo.uploadId(), mark.uploadId(), face.uploadId()),
                page.uploads().stream().map(R2ListedUpload::uploadId).toList());
        assertNull(page.cursor());
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void forgetsUploadsThatHaveEnded(R2Bucket bucket) {
        bucket.createMultipartUpload("aborted").abort();
        R2MultipartUpload completed = bucket.createMultipartUpload("completed");
        completed.complete(List.of(completed.uploadPart(1, "frames")));
        bucket.createMultipartUpload("open");

        assertEquals(List.of("open"), keys(bucket.listMultipartUploads()));
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void selectsUploadsByPrefix(R2Bucket bucket) {
        List.of("film", "film/1", "film/2", "fil", "photo").forEach(bucket::createMultipartUpload);

        assertEquals(
                List.of("film", "film/1", "film/2"),
                keys(bucket.listMultipartUploads(R2ListUploadsOptions.ALL.withPrefix("film"))));
        assertEquals(List.of(), keys(bucket.listMultipartUploads(R2ListUploadsOptions.ALL.withPrefix("none"))));
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void pagesThroughUploadsToOneKey(R2Bucket bucket) {
        Set<String> started = new TreeSet<>();
        for (int i = 0; i < 5; i++) {
            started.add(bucket.createMultipartUpload("film").uploadId());
        }
        bucket.createMultipartUpload("photo");
        R2ListUploadsOptions options = R2ListUploadsOptions.ALL.withLimit(2);
        List<R2ListedUpload> listed = new ArrayList<>();

        R2Uploads page = bucket.listMultipartUploads(options);
        while (page.truncated() && listed.size() < 20) {
            listed.addAll(page.uploads());
            page = bucket.listMultipartUploads(options.withCursor(page.cursor()));
        }
        listed.addAll(page.uploads());

        assertEquals(
                List.of("film", "film", "film", "film", "film", "photo"),
                listed.stream().map(R2ListedUpload::key).toList());
        assertEquals(
                started,
                listed.stream()
                        .filter(upload -> upload.key().equals("film"))
                        .map(R2ListedUpload::uploadId)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void resumesAListedUpload(R2Bucket bucket) {
        bucket.createMultipartUpload("film").uploadPart(1, "frames");

        R2ListedUpload listed = bucket.listMultipartUploads().uploads().get(0);
        R2MultipartUpload resumed = bucket.resumeMultipartUpload(listed.key(), listed.uploadId());
        resumed.complete(resumed.listParts().parts().stream()
                .map(R2ListedPart::uploadedPart)
                .toList());

        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule(
            value = "R2-MPU-13",
            needs = {Capability.R2_LIST_UPLOADS, Capability.CONTROLLED_CLOCK})
    void showsWhenAnUploadWasStarted(R2Bucket bucket, TestClock clock) {
        R2Object before = bucket.put("page", "content");
        clock.advance(Duration.ofMillis(1_500));
        bucket.createMultipartUpload("film");
        clock.advance(Duration.ofSeconds(9));

        R2ListedUpload listed = bucket.listMultipartUploads().uploads().get(0);

        assertEquals(before.uploaded().plusMillis(1_500), listed.initiated());
    }

    @Rule(
            value = "R2-MPU-13",
            needs = {Capability.R2_LIST_UPLOADS, Capability.R2_STORAGE_CLASS})
    void showsTheStorageClassOfAnUpload(R2Bucket bucket) {
        bucket.createMultipartUpload(
                "film", R2MultipartOptions.NONE.withStorageClass(R2StorageClass.INFREQUENT_ACCESS));
        bucket.createMultipartUpload("photo");

        assertEquals(
                List.of(R2StorageClass.INFREQUENT_ACCESS, R2StorageClass.STANDARD),
                bucket.listMultipartUploads().uploads().stream()
                        .map(R2ListedUpload::storageClass)
                        .toList());
    }

    @Rule(value = "R2-MPU-13", needs = Capability.R2_LIST_UPLOADS)
    void boundsTheSizeOfAPageOfUploads(R2Bucket bucket) {
        for (int limit : new int[] {-1, 0, 1_001}) {
            Refused.asInvalid(
                    "10022",
                    "listMultipartUploads: MaxKeys params must be positive integer <= 1000. (10022)",
                    () -> bucket.listMultipartUploads(R2ListUploadsOptions.ALL.withLimit(limit)));
        }
    }

    @Rule(value = "R2-MPU-13", without = Capability.R2_LIST_UPLOADS)
    void refusesToListUploads(R2Bucket bucket) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, bucket::listMultipartUploads);

        assertEquals("r2-list-uploads", refused.capability());
    }

    @Rule(value = "R2-MPU-14", needs = Capability.R2_LIST_UPLOADS)
    void listsPartsByNumber(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart ninth = upload.uploadPart(9, "tail");
        upload.uploadPart(2, "first take");
        R2UploadedPart second = upload.uploadPart(2, "second take!");
        bucket.createMultipartUpload("film").uploadPart(1, "of another upload");

        R2UploadParts page = upload.listParts();

        assertEquals(
                List.of(second, ninth),
                page.parts().stream().map(R2ListedPart::uploadedPart).toList());
        assertEquals(
                List.of(12L, 4L), page.parts().stream().map(R2ListedPart::size).toList());
        assertNull(page.cursor());
    }

    @Rule(value = "R2-MPU-14", needs = Capability.R2_LIST_UPLOADS)
    void pagesThroughParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        List.of(1, 2, 10, 100, 1_000).forEach(number -> upload.uploadPart(number, "frames"));

        R2UploadParts first = upload.listParts(R2ListPartsOptions.ALL.withLimit(2));
        R2UploadParts rest = upload.listParts(R2ListPartsOptions.ALL.withCursor(first.cursor()));
        R2UploadParts exact = upload.listParts(R2ListPartsOptions.ALL.withLimit(5));

        assertEquals(List.of(1, 2), numbers(first));
        assertEquals(List.of(10, 100, 1_000), numbers(rest));
        assertNull(rest.cursor());
        assertNull(exact.cursor());
    }

    @Rule(value = "R2-MPU-14", needs = Capability.R2_LIST_UPLOADS)
    void refusesToListPartsOfAnUploadThatHasEnded(R2Bucket bucket) {
        R2MultipartUpload aborted = bucket.createMultipartUpload("film");
        aborted.abort();
        R2MultipartUpload unknown = bucket.resumeMultipartUpload("film", "no-such-upload");

        for (R2MultipartUpload upload : List.of(aborted, unknown)) {
            Refused.asInvalid(
                    "10024", "listParts: The specified multipart upload does not exist. (10024)", upload::listParts);
        }
    }

    @Rule(value = "R2-MPU-14", needs = Capability.R2_LIST_UPLOADS)
    void boundsTheSizeOfAPageOfParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        for (int limit : new int[] {-1, 0, 1_001}) {
            Refused.asInvalid(
                    "10022",
                    "listParts: MaxKeys params must be positive integer <= 1000. (10022)",
                    () -> upload.listParts(R2ListPartsOptions.ALL.withLimit(limit)));
        }
    }

    @Rule(value = "R2-MPU-14", without = Capability.R2_LIST_UPLOADS)
    void refusesToListParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        UnsupportedCapabilityException refused = assertThrows(UnsupportedCapabilityException.class, upload::listParts);

        assertEquals("r2-list-uploads", refused.capability());
    }
}
