package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.error.IsobarException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2GetOptions;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.r2.R2Range;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rules R2-OBJ-14 and R2-OBJ-15: a body that is open while its object changes, and one that is read in jumps. */
abstract class R2OpenBodyRules {
    /** More than what clients and sockets read ahead. */
    private static final int SIZE = 3_000_000;

    private static final int READ_BEFORE = 1_000;

    private static final byte[] OLD = bytes(SIZE, 251);

    private static byte[] bytes(int length, int period) {
        byte[] bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i % period);
        }
        return bytes;
    }

    /** What happens to the object while its body is open. */
    private interface Change {
        void make(R2Bucket bucket);
    }

    private static void overwriteWithLess(R2Bucket bucket) {
        bucket.put("film", bytes(5_000, 7));
    }

    private static void overwriteWithMore(R2Bucket bucket) {
        bucket.put("film", bytes(SIZE + 500_000, 7));
    }

    private static void delete(R2Bucket bucket) {
        bucket.delete("film");
    }

    private static void deleteAndStoreAgain(R2Bucket bucket) {
        bucket.delete("film");
        bucket.put("film", bytes(SIZE, 7));
    }

    private static void replaceByParts(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(upload.uploadPart(1, bytes(SIZE, 7))));
    }

    /** Compares without filling the report with bytes. */
    private static void assertOld(byte[] expected, byte[] read) {
        assertEquals(expected.length, read.length, "the number of bytes that the open body had left");
        assertEquals(-1, Arrays.mismatch(expected, read), "the first byte that is not of the version that was opened");
    }

    private static void assertStays(R2Bucket bucket, Change change) throws IOException {
        bucket.put("film", OLD);
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("film"));
                R2ObjectBody unread = Objects.requireNonNull(bucket.get("film"));
                InputStream stream = body.body()) {
            assertArrayEquals(Arrays.copyOf(OLD, READ_BEFORE), stream.readNBytes(READ_BEFORE));

            change.make(bucket);
            // What the old version occupied may be free now.
            bucket.put("another film", bytes(SIZE, 11));

            assertReads(Arrays.copyOfRange(OLD, READ_BEFORE, SIZE), stream::readAllBytes);
            assertReads(OLD, unread::bytes);
        }
    }

    /** The rest of a body. */
    private interface Rest {
        byte[] read() throws IOException;
    }

    private static void assertReads(byte[] expected, Rest rest) {
        byte[] read;
        try {
            read = rest.read();
        } catch (IOException | IsobarException failed) {
            throw new AssertionError("the open body cannot be read to its end", failed);
        }
        assertOld(expected, read);
    }

    @Rule(value = "R2-OBJ-14", needs = Capability.R2_STABLE_BODIES)
    void keepsTheOpenBodyOfAnObjectThatIsOverwritten(R2Bucket bucket) throws IOException {
        assertStays(bucket, R2OpenBodyRules::overwriteWithLess);
        assertStays(bucket, R2OpenBodyRules::overwriteWithMore);
    }

    @Rule("R2-OBJ-15")
    void skipsOverPartsOfALargeBody(R2Bucket bucket) throws IOException {
        bucket.put("film", OLD);
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("film"));
                InputStream stream = body.body()) {
            int at = 0;
            for (int step : List.of(1, 700_000, 400_000, 1_200_000)) {
                at += step;
                byte[] next = assertDoesNotThrow(() -> skipAndRead(step, stream), "to skip to the byte at " + at);
                assertEquals(OLD[at], next[0], "the byte at " + at);
                at++;
            }
            assertReads(Arrays.copyOfRange(OLD, at, SIZE), stream::readAllBytes);
            assertEquals(0, stream.skip(1), "bytes that are skipped at the end");
        }
    }

    private static byte[] skipAndRead(int step, InputStream stream) throws IOException {
        stream.skipNBytes(step);
        return stream.readNBytes(1);
    }

    @Rule(value = "R2-OBJ-14", needs = Capability.R2_STABLE_BODIES)
    void keepsTheOpenBodyOfAnObjectThatIsDeleted(R2Bucket bucket) throws IOException {
        assertStays(bucket, R2OpenBodyRules::delete);
        assertStays(bucket, R2OpenBodyRules::deleteAndStoreAgain);
    }

    @Rule(value = "R2-OBJ-14", needs = Capability.R2_STABLE_BODIES)
    void keepsTheOpenBodyOfAnObjectThatPartsReplace(R2Bucket bucket) throws IOException {
        assertStays(bucket, R2OpenBodyRules::replaceByParts);
    }

    @Rule(value = "R2-OBJ-14", needs = Capability.R2_STABLE_BODIES)
    void keepsTheOpenBodyOfAnObjectOfPartsThatIsDeleted(R2Bucket bucket) throws IOException {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        upload.complete(List.of(upload.uploadPart(1, OLD)));
        try (R2ObjectBody body = Objects.requireNonNull(bucket.get("film"))) {
            bucket.delete("film");

            assertReads(OLD, body::bytes);
        }
    }

    @Rule(value = "R2-OBJ-14", needs = Capability.R2_STABLE_BODIES)
    void keepsTheOpenRangeOfAnObjectThatIsOverwritten(R2Bucket bucket) throws IOException {
        int offset = 700_000;
        int length = 2_000_000;
        bucket.put("film", OLD);
        try (R2ObjectBody body = Objects.requireNonNull(
                        bucket.get("film", R2GetOptions.NONE.withRange(R2Range.of(offset, length))));
                InputStream stream = body.body()) {
            assertEquals(OLD[offset], (byte) stream.read());

            overwriteWithMore(bucket);

            assertReads(Arrays.copyOfRange(OLD, offset + 1, offset + length), stream::readAllBytes);
        }
    }

    /** A store that cannot keep the body fails to read it; it never reads bytes of another version, nor fewer. */
    @Rule(value = "R2-OBJ-14", without = Capability.R2_STABLE_BODIES)
    void readsTheOpenBodyOrFails(R2Bucket bucket) throws IOException {
        for (Change change : List.<Change>of(
                R2OpenBodyRules::overwriteWithLess,
                R2OpenBodyRules::overwriteWithMore,
                R2OpenBodyRules::delete,
                R2OpenBodyRules::replaceByParts)) {
            bucket.put("film", OLD);
            try (R2ObjectBody body = Objects.requireNonNull(bucket.get("film"));
                    InputStream stream = body.body()) {
                assertArrayEquals(Arrays.copyOf(OLD, READ_BEFORE), stream.readNBytes(READ_BEFORE));

                change.make(bucket);
                bucket.put("another film", bytes(SIZE, 11));

                byte[] rest;
                try {
                    rest = stream.readAllBytes();
                } catch (IOException failed) {
                    continue;
                }
                assertOld(Arrays.copyOfRange(OLD, READ_BEFORE, SIZE), rest);
            }
        }
    }
}
