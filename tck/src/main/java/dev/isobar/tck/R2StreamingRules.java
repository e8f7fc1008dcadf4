package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2MultipartUpload;
import dev.isobar.r2.R2ObjectBody;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/** Rules R2-STREAM-01 and R2-STREAM-02: large bodies in little memory. */
abstract class R2StreamingRules {
    private static final long SIZE = 64L << 20;
    private static final long MOST = SIZE / 2;

    /** Zeros; measures before its last byte how much more memory is held than at its start. */
    private static final class MeasuringStream extends InputStream {
        private final long before = HeldMemory.bytes();
        private long left = SIZE;
        private long more;

        @Override
        public int read() {
            byte[] one = new byte[1];
            return read(one, 0, 1) < 0 ? -1 : 0;
        }

        @Override
        public int read(byte[] bytes, int offset, int most) {
            if (most == 0) {
                return 0;
            }
            if (left == 0) {
                return -1;
            }
            if (left == 1) {
                more = HeldMemory.bytes() - before;
            }
            int count = (int) Math.min(most, Math.max(1, left - 1));
            Arrays.fill(bytes, offset, offset + count, (byte) 0);
            left -= count;
            return count;
        }

        void assertLittleWasHeld() {
            assertLittle(more, "when all but one of " + SIZE + " bytes were taken from the body");
        }
    }

    private static void assertLittle(long more, String when) {
        assertTrue(more < MOST, () -> more + " bytes of memory more were held " + when);
    }

    @Rule(value = "R2-STREAM-01", needs = Capability.R2_STREAMING)
    void putsABodyInLittleMemory(R2Bucket bucket) {
        MeasuringStream body = new MeasuringStream();

        bucket.put("film", body, SIZE);

        body.assertLittleWasHeld();
        assertLittle(HeldMemory.bytes() - body.before, "after the object was stored");
    }

    @Rule(value = "R2-STREAM-01", needs = Capability.R2_STREAMING)
    void uploadsAPartInLittleMemory(R2Bucket bucket) {
        R2MultipartUpload upload = bucket.createMultipartUpload("film");
        MeasuringStream body = new MeasuringStream();

        upload.complete(List.of(upload.uploadPart(1, body, SIZE)));

        body.assertLittleWasHeld();
        assertLittle(HeldMemory.bytes() - body.before, "after the upload was complete");
        assertEquals(SIZE, R2Text.head(bucket, "film").size());
    }

    @Rule(value = "R2-STREAM-02", needs = Capability.R2_STREAMING)
    void getsABodyInLittleMemory(R2Bucket bucket) throws IOException {
        MeasuringStream stored = new MeasuringStream();
        bucket.put("film", stored, SIZE);
        long before = HeldMemory.bytes();

        try (R2ObjectBody object = Objects.requireNonNull(bucket.get("film"));
                InputStream body = object.body()) {
            assertEquals(0, body.read());
            assertLittle(HeldMemory.bytes() - before, "when one byte was read");
            body.skipNBytes(SIZE - 2);
            assertLittle(HeldMemory.bytes() - before, "when all but one of " + SIZE + " bytes were read");
            assertEquals(0, body.read());
            assertEquals(-1, body.read());
        }
    }
}
