package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Conditional;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Range;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rules R2-GET-01, R2-GET-02 and R2-RANGE-01 to R2-RANGE-05: which bytes are read. */
abstract class R2RangeRules {
    private static final int MEBIBYTE = 1 << 20;

    private static final R2Range NOTHING = new R2Range(null, null, null, false);

    private static void assertUnsatisfiable(R2Bucket bucket, String key, R2Range range) {
        Refused.asInvalid(
                "10039",
                "get: The requested range is not satisfiable (10039)",
                () -> bucket.get(key, R2GetOptions.NONE.withRange(range)));
    }

    private static String viaHeader(R2Bucket bucket, String header) {
        return R2Text.of(bucket, "digits", R2Range.fromHeader(header));
    }

    @Rule("R2-GET-01")
    void findsNothingUnderAnAbsentKey(R2Bucket bucket) {
        R2GetOptions options = R2GetOptions.NONE.withRange(R2Range.from(100));

        assertNull(bucket.get("absent"));
        assertNull(bucket.get("absent", options));
        assertNull(bucket.get("absent", R2Conditional.NONE.withEtagMatches("*")));
        assertNull(bucket.get("absent", R2Conditional.NONE.withEtagDoesNotMatch("*"), options));
    }

    @Rule("R2-GET-02")
    void looksAtTheConditionBeforeTheRange(R2Bucket bucket) {
        bucket.put("digits", "0123456789");
        R2Conditional other = R2Conditional.NONE.withEtagMatches("another");

        R2Object found = assertDoesNotThrow(
                () -> bucket.get("digits", other, R2GetOptions.NONE.withRange(R2Range.from(100))),
                "the range does not count if the condition fails");

        assertNotNull(found);
        assertFalse(found instanceof R2ObjectBody);
        assertEquals(R2Range.of(0, 10), Objects.requireNonNull(found).range());
    }

    @Rule("R2-GET-02")
    void readsTheRangeIfTheConditionHolds(R2Bucket bucket) {
        String etag = bucket.put("digits", "0123456789").etag();

        R2Object found = bucket.get(
                "digits", R2Conditional.NONE.withEtagMatches(etag), R2GetOptions.NONE.withRange(R2Range.of(2, 3)));

        try (R2ObjectBody body = assertInstanceOf(R2ObjectBody.class, found)) {
            assertEquals(R2Range.of(2, 3), body.range());
            assertEquals("234", body.text());
        }
    }

    @Rule("R2-RANGE-01")
    void readsFromAnOffset(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertEquals("56789", R2Text.of(bucket, "digits", R2Range.from(5)));
        assertEquals("3456", R2Text.of(bucket, "digits", R2Range.of(3, 4)));
        assertEquals("9", R2Text.of(bucket, "digits", R2Range.of(9, 1)));
    }

    @Rule("R2-RANGE-01")
    void readsTheFirstOrTheLastBytes(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertEquals("012", R2Text.of(bucket, "digits", R2Range.first(3)));
        assertEquals("789", R2Text.of(bucket, "digits", R2Range.last(3)));
        assertEquals("0123456789", R2Text.of(bucket, "digits", NOTHING));
    }

    @Rule("R2-RANGE-01")
    void cutsTheRangeToTheObject(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertEquals("89", R2Text.of(bucket, "digits", R2Range.of(8, 20)));
        assertEquals("0123456789", R2Text.of(bucket, "digits", R2Range.last(20)));
        assertEquals("0123456789", R2Text.of(bucket, "digits", R2Range.of(0, Long.MAX_VALUE)));
    }

    @Rule("R2-RANGE-02")
    void refusesBytesThatAreNotThere(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertUnsatisfiable(bucket, "digits", R2Range.from(10));
        assertUnsatisfiable(bucket, "digits", R2Range.of(100, 1));
        assertUnsatisfiable(bucket, "digits", R2Range.of(5, 0));
        assertUnsatisfiable(bucket, "digits", R2Range.first(0));
        assertUnsatisfiable(bucket, "digits", R2Range.last(0));
    }

    @Rule("R2-RANGE-02")
    void refusesEveryRangeOfAnEmptyObject(R2Bucket bucket) {
        bucket.put("empty", "");

        assertUnsatisfiable(bucket, "empty", R2Range.from(0));
        assertUnsatisfiable(bucket, "empty", R2Range.last(1));
        assertEquals("", R2Text.of(bucket, "empty", NOTHING));
    }

    @Rule("R2-RANGE-02")
    void refusesTheFirstBytesOfAnEmptyObject(R2Bucket bucket) {
        bucket.put("empty", "");

        assertUnsatisfiable(bucket, "empty", R2Range.first(1));
    }

    @Rule("R2-RANGE-03")
    void refusesNegativeNumbers() {
        Refused.asInvalid(
                null,
                "Invalid range. Starting offset (-1) must be greater than or equal to 0.",
                () -> R2Range.from(-1));
        Refused.asInvalid(
                null, "Invalid range. Length (-1) must be greater than or equal to 0.", () -> R2Range.first(-1));
        Refused.asInvalid(
                null, "Invalid suffix. Suffix (-1) must be greater than or equal to 0.", () -> R2Range.last(-1));
        Refused.asInvalid(
                null,
                "Invalid range. Length (-1) must be greater than or equal to 0.",
                () -> new R2Range(null, -1L, 0L, false));
    }

    @Rule("R2-RANGE-03")
    void refusesASuffixBesideOthers() {
        Refused.asInvalid(null, "Suffix is incompatible with offset.", () -> new R2Range(1L, null, 2L, false));
        Refused.asInvalid(null, "Suffix is incompatible with length.", () -> new R2Range(null, 1L, 2L, false));
    }

    @Rule("R2-RANGE-04")
    void takesOneRangeFromAHeader(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertEquals("01234", viaHeader(bucket, "bytes=0-4"));
        assertEquals("56789", viaHeader(bucket, "bytes=5-"));
        assertEquals("789", viaHeader(bucket, "bytes=-3"));
        assertEquals("89", viaHeader(bucket, "BYTES = 8 - 99999999999999999999"));
    }

    @Rule("R2-RANGE-04")
    void takesAnyPlaceFromAHeader(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        assertEquals("2345", viaHeader(bucket, "bytes=2-5"));
        assertEquals("5", viaHeader(bucket, "bytes=5-5"));
        assertEquals("9", viaHeader(bucket, "bytes=9-9"));
        assertEquals("9", viaHeader(bucket, "bytes=9-"));
        assertEquals("789", viaHeader(bucket, "bytes=7-12"));
        assertEquals("0123456789", viaHeader(bucket, "bytes=0-"));
        assertEquals("0123456789", viaHeader(bucket, "bytes=-10"));
        assertEquals("0123456789", viaHeader(bucket, "bytes=-11"));
    }

    @Rule("R2-RANGE-01")
    void readsEveryPlaceOfAnObject(R2Bucket bucket) {
        String digits = "0123456789";
        bucket.put("digits", digits);

        for (int offset = 0; offset < 10; offset++) {
            assertEquals(digits.substring(offset), R2Text.of(bucket, "digits", R2Range.from(offset)));
            assertEquals(digits.substring(9 - offset), R2Text.of(bucket, "digits", R2Range.last(1 + offset)));
            for (int length = 1; length < 12; length++) {
                String expected = digits.substring(offset, Math.min(10, offset + length));
                R2Range range = R2Range.of(offset, length);
                try (R2ObjectBody body =
                        Objects.requireNonNull(bucket.get("digits", R2GetOptions.NONE.withRange(range)))) {
                    assertEquals(R2Range.of(offset, expected.length()), body.range());
                    assertEquals(expected, body.text());
                }
            }
        }
    }

    @Rule("R2-RANGE-05")
    void readsFromEveryBorder(R2Bucket bucket) throws IOException {
        byte[] film = new byte[5 * MEBIBYTE + 3];
        for (int i = 0; i < film.length; i++) {
            film[i] = (byte) (i + (i >> 8) * 7 + (i >> 16) * 31);
        }
        bucket.put("put", film);
        R2MultipartUpload upload = bucket.createMultipartUpload("joined");
        upload.complete(List.of(
                upload.uploadPart(1, Arrays.copyOf(film, 5 * MEBIBYTE)),
                upload.uploadPart(2, Arrays.copyOfRange(film, 5 * MEBIBYTE, film.length))));

        for (int border : List.of(4_096, 65_536, 262_144, MEBIBYTE, 2 * MEBIBYTE, 4 * MEBIBYTE, 5 * MEBIBYTE)) {
            for (int offset = border - 1; offset <= border + 1; offset++) {
                for (String key : List.of("put", "joined")) {
                    assertReads(film, offset, bucket, key);
                }
            }
        }
    }

    /** Reads some bytes in each of the ways in which a stream can be begun. */
    private static void assertReads(byte[] all, int offset, R2Bucket bucket, String key) throws IOException {
        String place = key + " from " + offset;
        R2GetOptions range = R2GetOptions.NONE.withRange(R2Range.from(offset));
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get(key, range))) {
            assertEquals(all[offset] & 0xff, body.body().read(), place);
        }
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get(key, range))) {
            byte[] some = new byte[100];
            int count = body.body().read(some);
            assertTrue(count > 0, () -> count + " bytes were read of " + place);
            assertArrayEquals(Arrays.copyOfRange(all, offset, offset + count), Arrays.copyOf(some, count), place);
        }
    }

    @Rule("R2-RANGE-04")
    void readsEverythingForOtherHeaders(R2Bucket bucket) {
        bucket.put("digits", "0123456789");

        for (String header : List.of(
                "bytes=10-",
                "bytes=3-1",
                "bytes=-0",
                "bytes=-",
                "items=0-1",
                "bytes=0-1,3-4",
                "bytes=a-b",
                "bytes=\t0-4",
                "bytes",
                "")) {
            assertEquals("0123456789", assertDoesNotThrow(() -> viaHeader(bucket, header), header), header);
        }
    }
}
