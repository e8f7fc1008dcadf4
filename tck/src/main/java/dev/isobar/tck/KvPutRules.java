package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.LimitExceededException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.spi.Bound;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.function.Executable;

/** Rules KV-PUT-01 to KV-PUT-03 and KV-PUT-12: what is stored. */
abstract class KvPutRules {
    private static final int LIMIT = 26_214_400;

    @Rule("KV-PUT-01")
    void replacesExpirationAndMetadataTogether(KVNamespace kv) {
        kv.put(
                "session",
                "open",
                KvPutOptions.NONE.withExpirationTtl(Duration.ofHours(1)).withMetadata(Map.of("user", "ada")));

        kv.put("session", "closed");

        assertEquals("closed", kv.get("session"));
        assertNull(kv.getWithMetadata("session").metadata());
        assertEquals(
                List.of(new KvKey("session", null, null)),
                kv.list(KvListOptions.ALL).keys());
    }

    @Rule("KV-PUT-01")
    void replacesTheValueWithAShorterOne(KVNamespace kv) {
        kv.put("letter", "a long letter");

        kv.put("letter", "short");

        assertEquals("short", kv.get("letter"));
    }

    @Rule("KV-PUT-02")
    void takesTheLargestValue(KVNamespace kv, TckSubject<KVNamespace> subject) {
        byte[] value = new byte[largest(subject)];
        value[value.length - 1] = 7;

        kv.put("large", value);

        assertArrayEquals(value, kv.get("large", KvType.BYTES));
    }

    @Rule("KV-PUT-02")
    void refusesALargerValueAndKeepsTheOldOne(KVNamespace kv) {
        kv.put("upload", "first");

        Refused.asTooMuch(
                "413",
                "KV PUT failed: 413 Value length of 26214401 exceeds limit of 26214400.",
                () -> kv.put("upload", new byte[LIMIT + 1]));
        Refused.asTooMuch(
                "413",
                "KV PUT failed: 413 Value length of 26214402 exceeds limit of 26214400.",
                () -> kv.put("upload", "é".repeat(LIMIT / 2 + 1)));
        assertEquals("first", kv.get("upload"));
    }

    @Rule("KV-PUT-02")
    void refusesAStreamAtTheLimit(KVNamespace kv, TckSubject<KVNamespace> subject) {
        int largest = largest(subject);
        kv.put("upload", "first");

        Executable upload = () -> kv.put("upload", new BreakingStream(largest + 1_000_000));

        if (largest < LIMIT) {
            assertNamesTheBound(largest, upload);
        } else {
            Refused.asTooMuch("413", "KV PUT failed: 413 Value length of 26214401 exceeds limit of 26214400.", upload);
        }
        assertEquals("first", kv.get("upload"));
    }

    @Rule("KV-PUT-02")
    void keepsTheOldEntryWhenAStreamBreaks(KVNamespace kv) {
        kv.put("upload", "first", KvPutOptions.NONE.withMetadata("kept"));

        assertThrows(UncheckedIOException.class, () -> kv.put("upload", breaking()));

        assertEquals("first", kv.get("upload"));
        assertEquals("\"kept\"", String.valueOf(kv.getWithMetadata("upload").metadata()));
    }

    private static InputStream breaking() {
        InputStream lost = new FilterInputStream(InputStream.nullInputStream()) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                throw new IOException("the connection was lost");
            }
        };
        return new SequenceInputStream(new ByteArrayInputStream(new byte[] {1, 2, 3}), lost);
    }

    @Rule(value = "KV-PUT-12", bounds = Bound.KV_VALUE_BYTES)
    void refusesAValueBeyondTheBoundAndKeepsTheOldOne(KVNamespace kv, TckSubject<KVNamespace> subject) {
        int largest = largest(subject);
        byte[] larger = new byte[largest + 1];
        kv.put("upload", "first");

        assertNamesTheBound(largest, () -> kv.put("upload", larger));
        assertNamesTheBound(largest, () -> kv.put("upload", "a".repeat(largest + 1)));
        assertNamesTheBound(largest, () -> kv.put("upload", new ByteArrayInputStream(larger)));
        assertEquals("first", kv.get("upload"));
    }

    private static int largest(TckSubject<KVNamespace> subject) {
        return (int) Math.min(
                LIMIT, subject.capabilities().bound(Bound.KV_VALUE_BYTES).orElse(LIMIT));
    }

    /** A bound that is not below the limit of KV bounds nothing: the limit refuses what it would. */
    private static void assertNamesTheBound(int largest, Executable put) {
        LimitExceededException refusal = assertThrows(LimitExceededException.class, put);
        if (largest == LIMIT) {
            return;
        }
        assertEquals(
                "kv.put on SUBJECT: " + (largest + 1) + " bytes exceed what this backend stores; kv-value-bytes is "
                        + largest,
                refusal.getMessage());
        assertNull(refusal.code());
    }

    @Rule("KV-PUT-03")
    void takesAnEmptyValue(KVNamespace kv) {
        kv.put("text", "");
        kv.put("bytes", new byte[0]);
        kv.put("stream", InputStream.nullInputStream());

        for (String key : List.of("text", "bytes", "stream")) {
            assertEquals("", kv.get(key));
        }
    }

    @Rule("KV-PUT-03")
    void storesTheWindowOfABuffer(KVNamespace kv) {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3, 4, 5}, 1, 3);

        kv.put("window", buffer);

        assertArrayEquals(new byte[] {2, 3, 4}, kv.get("window", KvType.BYTES));
        assertEquals(3, buffer.remaining());
    }

    @Rule("KV-PUT-03")
    void readsAStreamToItsEnd(KVNamespace kv) {
        byte[] value = new byte[100_000];
        for (int i = 0; i < value.length; i++) {
            value[i] = (byte) (i % 251);
        }

        kv.put("upload", new Trickle(value));

        assertArrayEquals(value, kv.get("upload", KvType.BYTES));
    }

    /** Yields a few bytes a time and does not know how many are left. */
    private static final class Trickle extends FilterInputStream {
        Trickle(byte[] bytes) {
            super(new ByteArrayInputStream(bytes));
        }

        @Override
        public int read(byte[] into, int offset, int length) throws IOException {
            return super.read(into, offset, Math.min(length, 777));
        }

        @Override
        public int available() {
            return 0;
        }
    }
}
