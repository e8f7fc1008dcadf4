package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2UploadedPart;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/** Rules R2-FREE-01 and R2-FREE-02: what calls leave behind. */
abstract class R2RemainsRules {
    private static void assertNoFileIsLeftOpen(Map<String, Executable> mishaps) throws Throwable {
        for (Map.Entry<String, Executable> mishap : mishaps.entrySet()) {
            try {
                OpenFiles.assertNoneOf(mishap.getValue());
            } catch (AssertionError left) {
                throw new AssertionError("after " + mishap.getKey() + ": " + left.getMessage(), left);
            }
        }
    }

    private static void assertNothingRemains(TckSubject<R2Bucket> subject, Map<String, Executable> mishaps)
            throws Throwable {
        for (Map.Entry<String, Executable> mishap : mishaps.entrySet()) {
            try {
                Remains.assertNoneOf(subject, mishap.getValue());
            } catch (AssertionError left) {
                throw new AssertionError("after " + mishap.getKey() + ": " + left.getMessage(), left);
            }
        }
    }

    @Rule("R2-FREE-01")
    void leavesNoFileOpenAfterAFailedPut(R2Bucket bucket) throws Throwable {
        R2Mishaps.prepare(bucket);

        assertNoFileIsLeftOpen(R2Mishaps.ofPut(bucket));
    }

    @Rule("R2-FREE-01")
    void leavesNoFileOpenAfterABodyWasClosed(R2Bucket bucket) throws Throwable {
        R2Mishaps.prepare(bucket);

        assertNoFileIsLeftOpen(R2Mishaps.ofGet(bucket));
    }

    @Rule("R2-FREE-01")
    void leavesNoFileOpenAfterUploads(R2Bucket bucket) throws Throwable {
        R2Mishaps.prepare(bucket);

        assertNoFileIsLeftOpen(R2Mishaps.ofUploads(bucket));
    }

    @Rule("R2-FREE-01")
    void leavesNothingAfterAFailedPut(TckSubject<R2Bucket> subject) throws Throwable {
        R2Mishaps.prepare(subject.binding());

        assertNothingRemains(subject, R2Mishaps.ofPut(subject.binding()));
    }

    @Rule("R2-FREE-01")
    void leavesNothingAfterABodyWasClosed(TckSubject<R2Bucket> subject) throws Throwable {
        R2Mishaps.prepare(subject.binding());

        assertNothingRemains(subject, R2Mishaps.ofGet(subject.binding()));
    }

    @Rule("R2-FREE-02")
    void freesUploadsThatHaveEnded(TckSubject<R2Bucket> subject) throws Throwable {
        R2Mishaps.prepare(subject.binding());

        assertNothingRemains(subject, R2Mishaps.ofUploads(subject.binding()));
    }

    @Rule("R2-FREE-02")
    void freesObjectsThatWereReplacedOrDeleted(TckSubject<R2Bucket> subject) throws Throwable {
        R2Bucket bucket = subject.binding();

        assertNothingRemains(
                subject,
                Map.of(
                        "objects that were deleted",
                        () -> {
                            bucket.put("one", "1");
                            bucket.put("two", "2");
                            bucket.delete(List.of("one", "two", "absent"));
                        },
                        "an object that was overwritten",
                        () -> {
                            bucket.put("page", "first");
                            bucket.put("page", "second");
                        },
                        "an object that a condition let replace",
                        () -> bucket.put(
                                "page",
                                "third",
                                R2PutOptions.NONE.withOnlyIf(R2Conditional.NONE.withEtagDoesNotMatch("another"))),
                        "objects of parts",
                        () -> {
                            bucket.put("film", "old");
                            R2MultipartUpload upload = bucket.createMultipartUpload("film");
                            upload.complete(List.of(upload.uploadPart(1, "new")));
                            bucket.delete("film");
                        }));
    }

    @Rule("R2-FREE-02")
    void freesAnObjectThatWasReplacedWhenItsBodyIsClosed(TckSubject<R2Bucket> subject) throws Throwable {
        R2Bucket bucket = subject.binding();

        assertNothingRemains(
                subject, Map.of("objects that were replaced and deleted while their bodies were open", () -> {
                    bucket.put("page", "first");
                    R2ObjectBody first = Objects.requireNonNull(bucket.get("page"));
                    bucket.put("page", "second");
                    R2ObjectBody second = Objects.requireNonNull(bucket.get("page"));
                    bucket.delete("page");
                    first.close();
                    second.close();
                }));
    }

    /** What is refused stays open and is freed with the upload. */
    @Rule("R2-FREE-02")
    void freesAnUploadWhoseCompletionFailed(TckSubject<R2Bucket> subject) throws Throwable {
        R2Bucket bucket = subject.binding();

        assertNothingRemains(subject, Map.of("an upload that was not complete and then aborted", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            upload.uploadPart(1, "frames");
            assertThrows(
                    InvalidRequestException.class, () -> upload.complete(List.of(new R2UploadedPart(1, "another"))));
            upload.abort();
        }));
    }
}
