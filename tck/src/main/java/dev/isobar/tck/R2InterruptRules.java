package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.tck.Interrupts.Outcome;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rules ENV-INT-01 to ENV-INT-04 for R2: what an interrupt does. */
abstract class R2InterruptRules {
    @Rule("ENV-INT-01")
    void sendsNothingOnAnInterruptedThread(R2Bucket bucket) {
        bucket.put("page", "draft");
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        Interrupts.refuse(() -> bucket.put("page", "final"));
        Interrupts.refuse(() -> bucket.delete("page"));
        Interrupts.refuse(() -> bucket.head("page"));
        Interrupts.refuse(() -> bucket.get("page"));
        Interrupts.refuse(() -> bucket.list(R2ListOptions.ALL));
        Interrupts.refuse(() -> bucket.createMultipartUpload("other"));
        Interrupts.refuse(() -> upload.uploadPart(1, "frames"));

        upload.complete(List.of(upload.uploadPart(1, "frames")));
        assertEquals("draft", R2Text.of(bucket, "page"));
    }

    @Rule("ENV-INT-02")
    void returnsOrFailsAndKeepsTheFlag(R2Bucket bucket) {
        String before = "none";
        bucket.put("page", before);
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String value = "take " + round;

            Outcome outcome = Interrupts.during(round, () -> bucket.put("page", value));

            String stored = R2Text.of(bucket, "page");
            boolean shown = value.equals(stored);
            assertTrue(shown ? outcome.mayShow() : outcome.mayLack(), () -> outcome + ", but stored is " + stored);
            assertEquals(shown ? value : before, stored);
            before = stored;
        }
    }

    @Rule("ENV-INT-03")
    void storesAnObjectAsAWholeOrNotAtAll(R2Bucket bucket) {
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            String value = "take " + round;
            R2PutOptions options = R2PutOptions.NONE.withCustomMetadata(Map.of("take", value));

            Interrupts.during(round, () -> bucket.put("page", value, options));

            R2ObjectBody stored = bucket.get("page");
            if (stored != null) {
                assertEquals(Objects.requireNonNull(stored.customMetadata()).get("take"), stored.text());
            }
        }
    }

    @Rule("ENV-INT-04")
    void closesABodyOnAnInterruptedThread(R2Bucket bucket) {
        bucket.put("page", "draft");
        R2ObjectBody body = Objects.requireNonNull(bucket.get("page"));

        Interrupts.runFlagged(body::close);

        assertThrows(InvalidRequestException.class, body::text);
    }

    @Rule("ENV-INT-04")
    void abortsAnUploadOnAnInterruptedThread(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.uploadPart(1, "frames");

        Interrupts.runFlagged(upload::abort);

        assertThrows(InvalidRequestException.class, () -> upload.uploadPart(2, "frames"));
        assertNull(bucket.head("film"));
    }
}
