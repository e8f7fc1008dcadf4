package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2UploadedPart;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Rule R2-MPU-15: calls on one upload that happen at the same time. */
abstract class R2UploadRaceRules {
    private static final int ROUNDS = 20;

    /** The part that a call has stored, or the code with which it was refused. */
    private record PartOutcome(
            @Nullable R2UploadedPart part, @Nullable String code) {}

    private static PartOutcome upload(R2MultipartUpload upload, int number, MeanwhileStream body) {
        PartOutcome outcome;
        try {
            outcome = new PartOutcome(upload.uploadPart(number, body, body.length()), null);
        } catch (InvalidRequestException refused) {
            outcome = new PartOutcome(null, refused.code());
        }
        body.join();
        return outcome;
    }

    /** The object that a call has made, or the code with which it was refused. */
    private record Completion(
            @Nullable R2Object made, @Nullable String code) {
        static Completion of(R2MultipartUpload upload, R2UploadedPart part) {
            try {
                return new Completion(upload.complete(List.of(part)), null);
            } catch (InvalidRequestException refused) {
                return new Completion(null, refused.code());
            }
        }
    }

    private static void assertEnded(R2MultipartUpload upload, R2UploadedPart part) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> upload.complete(List.of(part)), "it ends once more");
        assertEquals("10024", refused.code());
    }

    /** A call that is made while a part is sent: either it is first, or the part is. */
    @Rule("R2-MPU-15")
    void completesOrReplacesAPart(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, "first take");
        List<Completion> completions = new ArrayList<>();

        PartOutcome second = upload(
                upload, 1, new MeanwhileStream("second take", () -> completions.add(Completion.of(upload, first))));

        assertOneOrder(bucket, upload, completions.get(0), second, first);
    }

    private static void assertOneOrder(
            R2Bucket bucket,
            R2MultipartUpload upload,
            Completion completion,
            PartOutcome replaced,
            R2UploadedPart first) {
        R2UploadedPart second = replaced.part();
        if (completion.made() != null) {
            assertEquals("10024", replaced.code(), "the part replaces one of an upload that is complete");
            assertEquals("first take", R2Text.of(bucket, "film"));
            assertEquals(completion.made().etag(), R2Text.head(bucket, "film").etag());
            assertEnded(upload, first);
        } else {
            assertEquals("10025", completion.code());
            assertNull(bucket.head("film"), "an upload that was not complete shows an object");
            assertNotNull(second, () -> "complete and uploadPart both failed, the part with code " + replaced.code());
            upload.complete(List.of(Objects.requireNonNull(second)));
            assertEquals("second take", R2Text.of(bucket, "film"));
        }
        bucket.delete("film");
    }

    @Rule("R2-MPU-15")
    void completesOrReplacesAPartInManyOrders(R2Bucket bucket) {
        for (int round = 0; round < ROUNDS; round++) {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            R2UploadedPart first = upload.uploadPart(1, "first take");
            Map<Integer, Object> outcomes = new ConcurrentHashMap<>();

            Together.run(2, thread -> {
                if (thread == 0) {
                    outcomes.put(0, Completion.of(upload, first));
                } else {
                    try {
                        outcomes.put(1, new PartOutcome(upload.uploadPart(1, "second take"), null));
                    } catch (InvalidRequestException refused) {
                        outcomes.put(1, new PartOutcome(null, refused.code()));
                    }
                }
            });

            assertOneOrder(
                    bucket,
                    upload,
                    (Completion) Objects.requireNonNull(outcomes.get(0)),
                    (PartOutcome) Objects.requireNonNull(outcomes.get(1)),
                    first);
        }
    }

    /** Whether the part is stored before the upload ends is open; the object and the end of the upload are not. */
    @Rule("R2-MPU-15")
    void completesWithoutAPartThatIsBeingSent(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, "frames");

        PartOutcome late = upload(upload, 2, new MeanwhileStream("too late", () -> upload.complete(List.of(first))));

        assertEquals("frames", R2Text.of(bucket, "film"));
        assertEquals(6, R2Text.head(bucket, "film").size());
        assertEnded(upload, late.part() == null ? first : late.part());
        assertEquals("frames", R2Text.of(bucket, "film"));
    }

    @Rule("R2-MPU-15")
    void endsWithAnAbortWhileAPartIsBeingSent(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart first = upload.uploadPart(1, "frames");

        PartOutcome late = upload(upload, 2, new MeanwhileStream("too late", upload::abort));

        assertEnded(upload, first);
        assertEnded(upload, late.part() == null ? first : late.part());
        assertNull(bucket.head("film"));
    }

    @Rule("R2-MPU-15")
    void letsOneOfSeveralComplete(R2Bucket bucket) {
        for (int round = 0; round < ROUNDS; round++) {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            List<R2UploadedPart> parts =
                    List.of(upload.uploadPart(1, "first ending"), upload.uploadPart(2, "second ending"));
            Map<Integer, Completion> completions = new ConcurrentHashMap<>();

            Together.run(4, thread -> completions.put(thread, Completion.of(upload, parts.get(thread % 2))));

            Map<Integer, R2Object> winners = new ConcurrentHashMap<>();
            completions.forEach((thread, completion) -> {
                if (completion.made() == null) {
                    assertEquals("10024", completion.code());
                } else {
                    winners.put(thread, completion.made());
                }
            });
            assertEquals(1, winners.size(), () -> "calls that have completed the upload: " + winners.keySet());
            winners.forEach((thread, made) -> {
                assertEquals(thread % 2 == 0 ? "first ending" : "second ending", R2Text.of(bucket, "film"));
                assertEquals(made.version(), R2Text.head(bucket, "film").version());
            });
        }
    }

    /** A call that is refused has no effect, not even for a moment. */
    @Rule("R2-MPU-15")
    void completesBesideOneThatIsRefused(R2Bucket bucket) {
        R2UploadedPart unknown = new R2UploadedPart(1, "0".repeat(32));
        for (int round = 0; round < 20 * ROUNDS; round++) {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            R2UploadedPart part = upload.uploadPart(1, "frames");
            Map<Integer, Completion> completions = new ConcurrentHashMap<>();

            Together.run(2, thread -> completions.put(thread, Completion.of(upload, thread == 0 ? part : unknown)));

            assertNotNull(completions.get(0));
            assertNull(completions.get(0).code(), "the code of a right complete beside a wrong one");
        }
    }

    @Rule("R2-MPU-15")
    void abortsBesideACompleteThatIsRefused(R2Bucket bucket) {
        R2UploadedPart unknown = new R2UploadedPart(1, "0".repeat(32));
        for (int round = 0; round < 20 * ROUNDS; round++) {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            R2UploadedPart part = upload.uploadPart(1, "frames");

            Together.run(2, thread -> {
                if (thread == 0) {
                    upload.abort();
                } else {
                    Completion.of(upload, unknown);
                }
            });

            assertEnded(upload, part);
        }
    }

    @Rule("R2-MPU-15")
    void completesOrAborts(R2Bucket bucket) {
        for (int round = 0; round < ROUNDS; round++) {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            R2UploadedPart part = upload.uploadPart(1, "frames");
            Map<Integer, Completion> completions = new ConcurrentHashMap<>();

            Together.run(2, thread -> {
                if (thread == 0) {
                    completions.put(0, Completion.of(upload, part));
                } else {
                    upload.abort();
                }
            });

            boolean made = completions.values().stream().anyMatch(completion -> completion.made() != null);
            assertEquals(made, bucket.head("film") != null, "an object where complete has succeeded, else none");
            assertEnded(upload, part);
            bucket.delete("film");
        }
    }

    @Rule("R2-MPU-15")
    void losesNoPartToAnother(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        Map<Integer, R2UploadedPart> parts = new ConcurrentHashMap<>();

        Together.run(4, thread -> {
            for (int i = 1; i <= 10; i++) {
                int number = thread * 10 + i;
                parts.put(number, upload.uploadPart(number, "part " + number));
            }
        });

        // Parts that are too small for their place are looked at after those that are missing.
        LimitExceededException refused =
                assertThrows(LimitExceededException.class, () -> upload.complete(List.copyOf(parts.values())));
        assertEquals("10011", refused.code(), "all 40 parts are found");
    }
}
