package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.function.Executable;

/** Calls that fail, and bodies that are given up, by name; each leaves an object {@code film} as it was. */
final class R2Mishaps {
    private static final R2Conditional FAILING = R2Conditional.NONE.withEtagMatches("another");

    /** More than a connection holds, so that what is not read is not sent. */
    private static final int SIZE = 500_000;

    private static final int SENT = 20_000;

    private R2Mishaps() {}

    /** Stores the object that the calls are about. */
    static void prepare(R2Bucket bucket) {
        bucket.put("film", new byte[SIZE]);
    }

    private static InputStream stream(int length) {
        return new ByteArrayInputStream(new byte[length]);
    }

    static Map<String, Executable> ofPut(R2Bucket bucket) {
        R2PutOptions failing = R2PutOptions.NONE.withOnlyIf(FAILING);
        R2PutOptions wrong = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.SHA1, "0".repeat(40));
        Map<String, Executable> mishaps = new LinkedHashMap<>();
        mishaps.put("a failed condition", () -> assertNull(bucket.put("film", new byte[SENT], failing)));
        mishaps.put(
                "a failed condition, body streamed", () -> assertNull(bucket.put("film", stream(SENT), SENT, failing)));
        mishaps.put(
                "a wrong hash",
                () -> assertThrows(InvalidRequestException.class, () -> bucket.put("film", stream(SENT), SENT, wrong)));
        mishaps.put(
                "a wrong hash and a failed condition",
                () -> assertThrows(
                        InvalidRequestException.class,
                        () -> bucket.put("film", stream(SENT), SENT, wrong.withOnlyIf(FAILING))));
        mishaps.put(
                "a body that breaks",
                () -> assertThrows(
                        UncheckedIOException.class, () -> bucket.put("film", new BreakingStream(5_000), SENT)));
        mishaps.put(
                "a body that is too short",
                () -> assertThrows(InvalidRequestException.class, () -> bucket.put("film", stream(SENT - 1), SENT)));
        mishaps.put(
                "a body that is too long",
                () -> assertThrows(InvalidRequestException.class, () -> bucket.put("film", stream(SENT + 1), SENT)));
        return mishaps;
    }

    private static R2ObjectBody open(R2Bucket bucket) {
        return Objects.requireNonNull(bucket.get("film"));
    }

    static Map<String, Executable> ofGet(R2Bucket bucket) {
        Map<String, Executable> mishaps = new LinkedHashMap<>();
        mishaps.put("a failed condition", () -> assertFalse(bucket.get("film", FAILING) instanceof R2ObjectBody));
        mishaps.put(
                "a range that the object does not have",
                () -> assertThrows(
                        InvalidRequestException.class,
                        () -> bucket.get("film", R2GetOptions.NONE.withRange(R2Range.from(SIZE)))));
        mishaps.put("a body that is closed unread", () -> open(bucket).close());
        mishaps.put("a body that is closed half-read", () -> {
            R2ObjectBody half = open(bucket);
            readSome(half.body());
            half.close();
        });
        mishaps.put("a stream that is closed half-read", () -> {
            try (InputStream half = open(bucket).body()) {
                readSome(half);
            }
        });
        mishaps.put(
                "a body that is read and not closed",
                () -> assertEquals(SIZE, open(bucket).bytes().length));
        mishaps.put(
                "a body that is not JSON",
                () -> assertThrows(
                        InvalidRequestException.class, () -> open(bucket).json(Map.class)));
        return mishaps;
    }

    private static void readSome(InputStream stream) throws IOException {
        assertEquals(1_000, stream.readNBytes(1_000).length);
    }

    static Map<String, Executable> ofUploads(R2Bucket bucket) {
        Map<String, Executable> mishaps = new LinkedHashMap<>();
        mishaps.put("an upload that is aborted", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            upload.uploadPart(1, new byte[SENT]);
            upload.uploadPart(2, new byte[SENT]);
            upload.abort();
        });
        mishaps.put("a part that breaks", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            assertThrows(UncheckedIOException.class, () -> upload.uploadPart(1, new BreakingStream(5_000), SENT));
            upload.abort();
        });
        mishaps.put(
                "a part of an upload that does not exist",
                () -> assertThrows(
                        InvalidRequestException.class, () -> bucket.resumeMultipartUpload("film", "no-such-upload")
                                .uploadPart(1, stream(SENT), SENT)));
        mishaps.put("a part that comes after the end of its upload", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            upload.abort();
            assertThrows(InvalidRequestException.class, () -> upload.uploadPart(1, stream(SENT), SENT));
        });
        mishaps.put("a part that is complete after the end of its upload", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            MeanwhileStream late = new MeanwhileStream("too late", upload::abort);
            try {
                upload.uploadPart(1, late, late.length());
            } catch (InvalidRequestException refused) {
                assertEquals("10024", refused.code());
            }
            late.join();
            upload.abort();
        });
        mishaps.put("parts that are replaced or not listed", () -> {
            R2MultipartUpload upload = bucket.createMultipartUpload("film");
            upload.uploadPart(1, new byte[SENT + 1]);
            upload.uploadPart(2, new byte[SENT]);
            upload.complete(List.of(upload.uploadPart(1, new byte[SENT])));
            prepare(bucket);
        });
        return mishaps;
    }
}
