package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2HashAlgorithm;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2PutOptions;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;

/** An object that is replaced and deleted again and again while others read it; each version tells which one it is. */
final class R2Takes {
    static final String KEY = "film";

    private static final int READERS = 3;
    private static final int FEWEST = 40;
    private static final int MOST = 2_000;
    private static final long EFFORT_NANOS = 500_000_000;

    private final R2Bucket bucket;
    private final TestClock clock;
    private final Map<String, R2Description> stored = new ConcurrentHashMap<>();
    private final Set<R2Description> seen = ConcurrentHashMap.newKeySet();
    private final AtomicBoolean written = new AtomicBoolean();

    R2Takes(R2Bucket bucket, TestClock clock) {
        this.bucket = bucket;
        this.clock = clock;
    }

    /** Reads the object once, and takes note of what was seen. */
    interface Reading {
        void read() throws Exception;
    }

    /** Lets several threads read while one writes; then compares what they have seen with what was stored. */
    void watch(Reading reading) {
        Together.run(1 + READERS, thread -> {
            if (thread == 0) {
                write();
            }
            while (!written.get()) {
                reading.read();
            }
        });
        seen.forEach(this::assertStored);
    }

    private void write() {
        long start = System.nanoTime();
        try {
            for (int take = 0; take < MOST && (take < FEWEST || System.nanoTime() - start < EFFORT_NANOS); take++) {
                clock.advance(Duration.ofMillis(1));
                R2Object result = Objects.requireNonNull(bucket.put(KEY, body(take), options(take)));
                stored.put(result.etag(), R2Description.of(result));
                if (take % 8 == 7) {
                    bucket.delete(KEY);
                }
            }
        } finally {
            written.set(true);
        }
    }

    /** The body of a version: its number again and again, at a length of its own. */
    static String body(int take) {
        return ("take " + take + ";").repeat(1 + take % 7 * 300);
    }

    private static R2PutOptions options(int take) {
        return R2PutOptions.NONE
                .withHttpMetadata(R2HTTPMetadata.ofContentType("take/" + take))
                .withCustomMetadata(Map.of("take", Integer.toString(take)))
                .withChecksum(R2HashAlgorithm.SHA256, sha256(body(take)));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException neverInJava) {
            throw new IllegalStateException(neverInJava);
        }
    }

    /** Takes note of an object, to be compared when everything is stored. */
    void saw(R2Object object) {
        seen.add(R2Description.of(object));
    }

    /** Returns the number of the version that the custom metadata belong to. */
    static int takeOf(R2Object object) {
        Map<String, String> metadata = Objects.requireNonNull(object.customMetadata());
        return Integer.parseInt(metadata.getOrDefault("take", "-1"));
    }

    /** Compares what was read with what its metadata say, without filling the report. */
    static void assertBody(int take, String expected, String body) {
        assertTrue(
                expected.equals(body),
                () -> "metadata of take " + take + ", but " + body.length() + " bytes of another, which begin with "
                        + body.substring(0, Math.min(9, body.length())));
    }

    private void assertStored(R2Description found) {
        R2Description version = stored.get(found.etag());
        assertNotNull(version, () -> "no version has the etag " + found.etag());
        assertEquals(Objects.requireNonNull(version).reducedTo(found), found, "one answer tells of two versions");
    }
}
