package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2UploadedPart;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Rules R2-ERR-01 to R2-ERR-04: how a refusal reads. */
abstract class R2ErrorRules {
    private static final String LONG = "k".repeat(1025);
    private static final String ABSENT_UPLOAD = "no-such-upload";

    @Rule("R2-ERR-01")
    void beginsWithTheActionAndEndsWithTheCode(R2Bucket bucket) {
        R2MultipartUpload stale = bucket.resumeMultipartUpload("photo", ABSENT_UPLOAD);

        assertFramed("head", () -> bucket.head(LONG));
        assertFramed("get", () -> bucket.get(LONG));
        assertFramed("put", () -> bucket.put(LONG, "too long"));
        assertFramed("delete", () -> bucket.delete(LONG));
        assertFramed("list", () -> bucket.list(R2ListOptions.ALL.withLimit(0)));
        assertFramed("createMultipartUpload", () -> bucket.createMultipartUpload(LONG));
        assertFramed("uploadPart", () -> stale.uploadPart(1, "part"));
        assertFramed("completeMultipartUpload", () -> stale.complete(List.of()));
    }

    private static void assertFramed(String action, Executable call) {
        IsobarException refusal = assertThrows(IsobarException.class, call);
        String message = String.valueOf(refusal.getMessage());

        assertEquals(action + ": ", message.substring(0, action.length() + 2));
        assertEquals(" (" + refusal.code() + ")", message.substring(message.lastIndexOf(' ')));
        assertEquals(action, refusal.operation());
        assertEquals(Service.R2, refusal.service());
        assertEquals(TckSubject.NAME, refusal.binding());
    }

    @Rule("R2-ERR-02")
    void refusesArgumentsWithoutACode(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("photo");

        Refused.asInvalid(
                null,
                "Part number must be between 1 and 10000 (inclusive). Actual value was: 0",
                () -> upload.uploadPart(0, "part"));
        Refused.asInvalid(null, "Suffix is incompatible with offset.", () -> new R2Range(1L, null, 2L, false));
        Refused.asInvalid(
                null,
                "Conditional ETag should not be wrapped in quotes (\"abc\").",
                () -> R2Conditional.NONE.withEtagMatches("\"abc\""));
    }

    @Rule("R2-ERR-03")
    void takesAbsenceForAnAnswer(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("photo");

        bucket.delete("absent");
        upload.abort();
        upload.abort();

        assertNull(bucket.head("absent"));
        assertNull(bucket.get("absent"));
    }

    @Rule("R2-ERR-03")
    void takesAFailedConditionForAnAnswer(R2Bucket bucket) {
        bucket.put("page", "first");
        R2Conditional other = R2Conditional.NONE.withEtagMatches("another");

        R2Object unread = bucket.get("page", other);
        R2Object unwritten = bucket.put("page", "second", R2PutOptions.NONE.withOnlyIf(other));

        assertInstanceOf(R2Object.class, unread);
        assertFalse(unread instanceof R2ObjectBody);
        assertNull(unwritten);
    }

    @Rule("R2-ERR-04")
    void saysThatMetadataIsTooLarge(R2Bucket bucket) {
        R2PutOptions metadata = R2PutOptions.NONE.withCustomMetadata(Map.of("note", "n".repeat(9_000)));

        Refused.asTooMuch(
                "10012",
                "put: Your metadata headers exceed the maximum allowed metadata size. (10012)",
                () -> bucket.put("photo", "bytes", metadata));
    }

    @Rule("R2-ERR-04")
    void saysThatAnObjectIsTooLarge(R2Bucket bucket) {
        Refused.asTooMuch(
                "100100",
                "put: Your proposed upload exceeds the maximum allowed object size. (100100)",
                () -> bucket.put("photo", InputStream.nullInputStream(), 5_363_466_241L));
    }

    @Rule("R2-ERR-04")
    void saysWhatIsWrongWithAnObject(R2Bucket bucket) {
        bucket.put("page", "content");
        R2PutOptions damaged = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.MD5, "0".repeat(32));

        Refused.asInvalid("10020", "head: The specified object name is not valid. (10020)", () -> bucket.head(LONG));
        Refused.asInvalid(
                "10022",
                "list: MaxKeys params must be positive integer <= 1000. (10022)",
                () -> bucket.list(R2ListOptions.ALL.withLimit(0)));
        Refused.asInvalid(
                "10039",
                "get: The requested range is not satisfiable (10039)",
                () -> bucket.get("page", R2GetOptions.NONE.withRange(R2Range.from(7))));
        IsobarException refusal =
                assertThrows(IsobarException.class, () -> bucket.put("page", "other content", damaged));
        assertEquals("10037", refusal.code());
    }

    @Rule("R2-ERR-04")
    void saysWhatIsWrongWithAnUpload(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("photo");
        List<R2UploadedPart> small = List.of(upload.uploadPart(1, "first"), upload.uploadPart(2, "last"));

        Refused.asTooMuch(
                "10011",
                "completeMultipartUpload: Your proposed upload is smaller than the minimum allowed object size."
                        + " (10011)",
                () -> upload.complete(small));
        Refused.asInvalid(
                "10025",
                "completeMultipartUpload: One or more of the specified parts could not be found. (10025)",
                () -> upload.complete(List.of(new R2UploadedPart(3, "unknown"))));
        Refused.asInvalid(
                "10024",
                "uploadPart: The specified multipart upload does not exist. (10024)",
                () -> bucket.resumeMultipartUpload("photo", ABSENT_UPLOAD).uploadPart(1, "part"));
    }
}
