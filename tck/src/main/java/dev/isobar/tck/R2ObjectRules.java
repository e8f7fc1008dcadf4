package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.r2.R2Range;
import dev.isobar.r2.R2UploadedPart;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;

/** Rules R2-HEAD-01 and R2-OBJ-01 to R2-OBJ-07: what is known of an object. */
abstract class R2ObjectRules {
    private static final String HELLO_MD5 = "5d41402abc4b2a76b9719d911017c592";
    private static final String HELLO_SHA1 = "aaf4c61ddcc5e8a2dabede0f3b482cd9aea9434d";

    private static R2Object uploaded(R2Bucket bucket, String key, String content) {
        R2MultipartUpload upload = bucket.createMultipartUpload(key);
        return upload.complete(List.of(upload.uploadPart(1, content)));
    }

    @Rule("R2-HEAD-01")
    void readsEverythingButTheBody(R2Bucket bucket) {
        R2PutOptions options = R2PutOptions.NONE
                .withHttpMetadata(R2HTTPMetadata.ofContentType("text/plain"))
                .withCustomMetadata(Map.of("author", "ada"));
        R2Object stored = Objects.requireNonNull(bucket.put("letter", "hello", options));

        R2Object found = R2Text.head(bucket, "letter");

        assertFalse(found instanceof R2ObjectBody);
        assertEquals("letter", found.key());
        assertEquals(5, found.size());
        assertEquals(stored.version(), found.version());
        assertEquals(stored.uploaded(), found.uploaded());
        assertEquals(stored.httpMetadata(), found.httpMetadata());
        assertEquals(stored.customMetadata(), found.customMetadata());
        assertNull(bucket.head("absent"));
    }

    @Rule("R2-OBJ-01")
    void hashesTheContentIntoTheEtag(R2Bucket bucket) {
        R2Object stored = bucket.put("letter", "hello");

        assertEquals(HELLO_MD5, stored.etag());
        assertEquals('"' + HELLO_MD5 + '"', stored.httpEtag());
        assertEquals(HELLO_MD5, R2Text.head(bucket, "letter").etag());
    }

    @Rule("R2-OBJ-01")
    void hashesThePartsIntoTheEtag(R2Bucket bucket) {
        R2Object made = uploaded(bucket, "letter", "one");

        assertEquals("f9b4018028d097c99d5827f9fd8a6557-1", made.etag());
        assertEquals(made.etag(), R2Text.head(bucket, "letter").etag());
    }

    @Rule("R2-OBJ-02")
    void givesEachUploadAVersion(R2Bucket bucket) {
        R2Object first = bucket.put("letter", "hello");

        R2Object second = bucket.put("letter", "hello");

        assertEquals(first.etag(), second.etag());
        assertNotEquals(first.version(), second.version());
        assertEquals(second.version(), R2Text.head(bucket, "letter").version());
    }

    @Rule("R2-OBJ-03")
    void keepsMd5AndTheGivenHash(R2Bucket bucket) {
        R2PutOptions sha1 = R2PutOptions.NONE.withChecksum(R2HashAlgorithm.SHA1, HELLO_SHA1);

        bucket.put("letter", "hello");
        bucket.put("checked", "hello", sha1);

        R2Checksums checked = R2Text.head(bucket, "checked").checksums();
        assertEquals(
                Map.of(R2HashAlgorithm.MD5, HELLO_MD5),
                R2Text.head(bucket, "letter").checksums().hex());
        assertEquals(Map.of(R2HashAlgorithm.MD5, HELLO_MD5, R2HashAlgorithm.SHA1, HELLO_SHA1), checked.hex());
        assertArrayEquals(HexFormat.of().parseHex(HELLO_SHA1), checked.sha1());
    }

    @Rule("R2-OBJ-03")
    void keepsNoHashOfAnObjectOfParts(R2Bucket bucket) {
        R2Object made = uploaded(bucket, "letter", "hello");

        assertEquals(R2Checksums.NONE, made.checksums());
        assertEquals(R2Checksums.NONE, R2Text.head(bucket, "letter").checksums());
    }

    @Rule("R2-OBJ-04")
    void knowsMetadataExceptInLists(R2Bucket bucket) {
        R2Object made = uploaded(bucket, "photo", "bytes");
        R2Object stored = bucket.put("letter", "hello");

        R2Object found = R2Text.head(bucket, "letter");

        for (R2Object object : List.of(made, stored, found)) {
            assertEquals(R2HTTPMetadata.NONE, object.httpMetadata());
            assertEquals(Map.of(), object.customMetadata());
        }
    }

    @Rule("R2-OBJ-05")
    void tellsWhichBytesWereRead(R2Bucket bucket) {
        R2Object stored = bucket.put("letter", "hello");

        R2Object made = uploaded(bucket, "photo", "bytes");

        assertEquals(R2Range.of(0, 5), R2Text.head(bucket, "letter").range());
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("letter"))) {
            assertEquals(R2Range.of(0, 5), body.range());
        }
        assertNull(stored.range());
        assertNull(made.range());
        assertNull(bucket.list(R2ListOptions.ALL).objects().get(0).range());
    }

    @Rule("R2-OBJ-07")
    void tellsTheSameMillisecondEverywhere(R2Bucket bucket) {
        Instant stored = bucket.put("letter", "hello").uploaded();

        assertEquals(stored.truncatedTo(ChronoUnit.MILLIS), stored);
        assertEquals(stored, R2Text.head(bucket, "letter").uploaded());
        assertEquals(stored, bucket.list(R2ListOptions.ALL).objects().get(0).uploaded());
    }

    @Rule(value = "R2-OBJ-07", needs = Capability.CONTROLLED_CLOCK)
    void cutsTheTimeToMilliseconds(R2Bucket bucket, TestClock clock) {
        clock.advance(Duration.ofNanos(123_456_789));

        Instant stored = bucket.put("letter", "hello").uploaded();

        assertEquals(clock.instant().truncatedTo(ChronoUnit.MILLIS), stored);
    }

    /** A store that knows whole seconds only would show none but those. */
    @Rule(value = "R2-OBJ-07", needs = Capability.R2_MILLISECOND_TIMES)
    void knowsMilliseconds(R2Bucket bucket, TestClock clock) {
        Instant stored = Instant.EPOCH;
        for (int i = 0; i < 50 && isWholeSecond(stored); i++) {
            clock.advance(Duration.ofMillis(137));
            LockSupport.parkNanos(1_300_000);
            stored = bucket.put("letter", "hello").uploaded();
        }

        assertFalse(isWholeSecond(stored), "50 objects were all stored at the start of a second");
        assertEquals(stored, R2Text.head(bucket, "letter").uploaded());
        assertEquals(stored, bucket.list(R2ListOptions.ALL).objects().get(0).uploaded());
    }

    @Rule("R2-OBJ-07")
    void tellsWhenAnUploadWasCompleted(R2Bucket bucket, TestClock clock) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        R2UploadedPart part = upload.uploadPart(1, "frames");
        clock.advance(Duration.ofHours(1));
        LockSupport.parkNanos(10_000_000);
        Instant meanwhile = bucket.put("poster", "picture").uploaded();

        Instant completed = upload.complete(List.of(part)).uploaded();

        assertFalse(completed.isBefore(meanwhile), () -> completed + " is before a put that came before, " + meanwhile);
        assertEquals(completed, R2Text.head(bucket, "film").uploaded());
    }

    private static boolean isWholeSecond(Instant instant) {
        return instant.truncatedTo(ChronoUnit.SECONDS).equals(instant);
    }
}
