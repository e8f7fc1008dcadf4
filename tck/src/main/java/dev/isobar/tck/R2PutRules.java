package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** Rules R2-PUT-01 to R2-PUT-04 and R2-PUT-12: how an object is stored. */
abstract class R2PutRules {
    private static final String UNKNOWN_LENGTH =
            "Provided readable stream must have a known length (request/response body or readable half of"
                    + " FixedLengthStream)";

    private static InputStream stream(String content) {
        return new ByteArrayInputStream(content.getBytes(StandardCharsets.UTF_8));
    }

    @Rule("R2-PUT-01")
    void repeatsWhatWasSent(R2Bucket bucket) {
        R2HTTPMetadata headers = R2HTTPMetadata.NONE
                .withContentType("text/plain")
                .withContentDisposition("attachment; filename=\"日本.txt\"");
        R2PutOptions options = R2PutOptions.NONE.withHttpMetadata(headers).withCustomMetadata(Map.of("author", "ada"));

        R2Object stored = Objects.requireNonNull(bucket.put("letter", "hello", options));

        assertEquals("letter", stored.key());
        assertEquals(5, stored.size());
        assertEquals(headers, stored.httpMetadata());
        assertEquals(Map.of("author", "ada"), stored.customMetadata());
        assertEquals(headers, R2Text.head(bucket, "letter").httpMetadata());
    }

    @Rule("R2-PUT-01")
    void replacesBytesAndMetadata(R2Bucket bucket) {
        R2PutOptions options = R2PutOptions.NONE
                .withHttpMetadata(R2HTTPMetadata.ofContentType("text/plain"))
                .withCustomMetadata(Map.of("author", "ada"));
        bucket.put("letter", "a long first version", options);

        bucket.put("letter", "second");

        R2Object found = R2Text.head(bucket, "letter");
        assertEquals("second", R2Text.of(bucket, "letter"));
        assertEquals(6, found.size());
        assertEquals(R2HTTPMetadata.NONE, found.httpMetadata());
        assertEquals(Map.of(), found.customMetadata());
    }

    @Rule("R2-PUT-01")
    void keepsOneOfSeveralConcurrentWritesWhole(R2Bucket bucket) {
        Together.run(8, thread -> {
            for (int round = 0; round < 20; round++) {
                bucket.put(
                        "letter",
                        ("by writer " + thread).repeat(50),
                        R2PutOptions.NONE.withCustomMetadata(Map.of("writer", "by writer " + thread)));
            }
        });

        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("letter"))) {
            Map<String, String> metadata = Objects.requireNonNull(body.customMetadata());
            assertEquals(String.valueOf(metadata.get("writer")).repeat(50), body.text());
        }
    }

    @Rule("R2-PUT-02")
    void storesEmptyObjects(R2Bucket bucket) {
        String etagOfNothing = "d41d8cd98f00b204e9800998ecf8427e";

        R2Object fromText = bucket.put("text", "");
        R2Object fromBytes = bucket.put("bytes", new byte[0]);
        R2Object fromStream = bucket.put("stream", InputStream.nullInputStream(), 0);

        assertEquals(etagOfNothing, fromText.etag());
        assertEquals(etagOfNothing, fromBytes.etag());
        assertEquals(etagOfNothing, fromStream.etag());
        assertEquals(0, R2Text.head(bucket, "text").size());
        assertEquals("", R2Text.of(bucket, "stream"));
    }

    @Rule("R2-PUT-02")
    void storesTextAsUtf8(R2Bucket bucket) {
        R2Object stored = bucket.put("letter", "é😀");

        assertEquals(6, stored.size());
        assertEquals("62b3afe3b01f6f80152b567d9b216cde", stored.etag());
    }

    @Rule("R2-PUT-03")
    void storesAStreamOfKnownLength(R2Bucket bucket) {
        R2Object stored = bucket.put("letter", stream("streamed"), 8);

        assertEquals(8, stored.size());
        assertEquals("streamed", R2Text.of(bucket, "letter"));
    }

    @Rule("R2-PUT-03")
    void refusesAStreamOfUnknownLength(R2Bucket bucket) {
        Refused.asInvalid(null, UNKNOWN_LENGTH, () -> bucket.put("letter", stream("streamed"), -1));

        assertNull(bucket.head("letter"));
    }

    @Rule("R2-PUT-03")
    void refusesAStreamOfUnknownLengthWhateverTheKey(R2Bucket bucket) {
        Refused.asInvalid(null, UNKNOWN_LENGTH, () -> bucket.put("n".repeat(1_025), stream("streamed"), -1));
    }

    @Rule("R2-PUT-03")
    void storesNothingIfTheLengthIsWrong(R2Bucket bucket) {
        bucket.put("letter", "old");

        assertThrows(InvalidRequestException.class, () -> bucket.put("letter", stream("1234"), 5));
        assertThrows(InvalidRequestException.class, () -> bucket.put("letter", stream("1234"), 3));
        assertThrows(InvalidRequestException.class, () -> bucket.put("letter", stream("1"), 0));

        assertEquals("old", R2Text.of(bucket, "letter"));
    }

    @Rule("R2-PUT-03")
    void givesACodeIfTheLengthIsWrong(R2Bucket bucket) {
        InvalidRequestException tooShort =
                assertThrows(InvalidRequestException.class, () -> bucket.put("letter", stream("1234"), 5));
        InvalidRequestException tooLong =
                assertThrows(InvalidRequestException.class, () -> bucket.put("letter", stream("1234"), 3));

        assertEquals("10013", tooShort.code());
        assertEquals("10013", tooLong.code());
    }

    @Rule("R2-PUT-03")
    void storesNothingIfTheStreamBreaks(R2Bucket bucket) {
        UncheckedIOException failed =
                assertThrows(UncheckedIOException.class, () -> bucket.put("letter", new BreakingStream(3), 10));

        assertInstanceOf(IOException.class, failed.getCause());
        assertNull(bucket.head("letter"));
    }

    @Rule("R2-PUT-03")
    void endsWithTheExceptionOfTheStream(R2Bucket bucket) {
        IllegalStateException own = new IllegalStateException("planned");
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        assertSame(
                own, assertThrows(RuntimeException.class, () -> bucket.put("letter", new OpenStream("abc", own), 10)));
        assertSame(
                own, assertThrows(RuntimeException.class, () -> upload.uploadPart(1, new OpenStream("abc", own), 10)));
        assertNull(bucket.head("letter"));
        upload.abort();
    }

    @Rule("R2-PUT-03")
    void doesNotWaitForTheEndOfAStream(R2Bucket bucket) {
        AssertionError tooFar = new AssertionError("the stream is read beyond the announced length");
        R2MultipartUpload upload = bucket.createMultipartUpload("film");

        bucket.put("letter", new OpenStream("abc", tooFar), 3);
        bucket.put("empty", new OpenStream("", tooFar), 0);
        upload.complete(List.of(upload.uploadPart(1, new OpenStream("part", tooFar), 4)));

        assertEquals("abc", R2Text.of(bucket, "letter"));
        assertEquals("", R2Text.of(bucket, "empty"));
        assertEquals("part", R2Text.of(bucket, "film"));
    }

    @Rule("R2-PUT-04")
    void infersNoContentType(R2Bucket bucket) {
        bucket.put("page.html", "<!doctype html><title>page</title>");

        assertEquals(R2HTTPMetadata.NONE, R2Text.head(bucket, "page.html").httpMetadata());
    }

    @Rule("R2-PUT-12")
    void refusesTooMuchBeforeReading(R2Bucket bucket) {
        Refused.asTooMuch(
                "100100",
                "put: Your proposed upload exceeds the maximum allowed object size. (100100)",
                () -> bucket.put("photo", new BreakingStream(0), 5_363_466_241L));
        assertNull(bucket.head("photo"));
    }
}
