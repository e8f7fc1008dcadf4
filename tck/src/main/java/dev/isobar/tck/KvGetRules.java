package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Rules KV-GET-01 to KV-GET-08 and KV-GWM-01 to KV-GWM-05: what a read gives. */
abstract class KvGetRules {
    private static final byte[] BYTES = {0, 1, (byte) 0x80, (byte) 0xC3, (byte) 0xFF, 0};

    @Rule("KV-GET-01")
    void readsAMissingKeyAsNull(KVNamespace kv) {
        for (KvType<?> type : List.of(KvType.TEXT, KvType.JSON, KvType.BYTES, KvType.STREAM)) {
            assertNull(kv.get("nobody", type));
        }
    }

    @Rule("KV-GET-01")
    void findsNothingUnderAPartOfAKey(KVNamespace kv) {
        kv.put("session", "open");

        assertNull(kv.get("sessio"));
        assertNull(kv.get("session1"));
        assertNull(kv.get("ession"));
    }

    @Rule("KV-GET-03")
    void replacesBytesThatAreNoText(KVNamespace kv) {
        kv.put("binary", new byte[] {'a', (byte) 0xFF, 'b'});

        String text = kv.get("binary");

        assertEquals("a\uFFFDb", text);
    }

    @Rule("KV-GET-03")
    void replacesEachBrokenCharacterOnce(KVNamespace kv) {
        kv.put("broken off", new byte[] {(byte) 0xE2, (byte) 0x82, 'a', (byte) 0xF0, (byte) 0x9F});
        kv.put("surrogate", new byte[] {(byte) 0xED, (byte) 0xA0, (byte) 0x80});

        assertEquals("\uFFFDa\uFFFD", kv.get("broken off"));
        assertEquals("\uFFFD\uFFFD\uFFFD", kv.get("surrogate"));
    }

    @Rule("KV-GET-03")
    void replacesBytesThatAreNoTextInABulkRead(KVNamespace kv) {
        kv.put("binary", new byte[] {'a', (byte) 0xFF, 'b'});

        Map<String, @Nullable String> found = kv.get(List.of("binary"), KvType.TEXT);

        assertEquals("a\uFFFDb", found.get("binary"));
    }

    @Rule("KV-GET-03")
    void keepsTheByteOrderMark(KVNamespace kv) {
        kv.put("marked", new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'a'});

        String text = kv.get("marked");

        assertEquals("\uFEFFa", text);
    }

    @Rule("KV-GET-04")
    void readsTheBytesThatWereStored(KVNamespace kv) throws IOException {
        kv.put("binary", BYTES);

        assertArrayEquals(BYTES, kv.get("binary", KvType.BYTES));
        try (InputStream stream = kv.get("binary", KvType.STREAM)) {
            assertNotNull(stream);
            assertArrayEquals(BYTES, stream.readAllBytes());
        }
    }

    @Rule("KV-GET-04")
    void storesTextAsUtf8(KVNamespace kv) {
        kv.put("greeting", "Grüße 😀");

        byte[] bytes = kv.get("greeting", KvType.BYTES);

        assertArrayEquals(
                new byte[] {
                    'G',
                    'r',
                    (byte) 0xC3,
                    (byte) 0xBC,
                    (byte) 0xC3,
                    (byte) 0x9F,
                    'e',
                    ' ',
                    (byte) 0xF0,
                    (byte) 0x9F,
                    (byte) 0x98,
                    (byte) 0x80
                },
                bytes);
    }

    @Rule("KV-GET-04")
    void keepsTheEndsOfLines(KVNamespace kv) {
        kv.put("letter", "a\r\nb\rc\n");

        assertArrayEquals(new byte[] {'a', '\r', '\n', 'b', '\r', 'c', '\n'}, kv.get("letter", KvType.BYTES));
        assertEquals("a\r\nb\rc\n", kv.get("letter"));
    }

    @Rule("KV-GET-04")
    void keepsWhatWasStoredFromLaterChangesOfTheArray(KVNamespace kv) {
        byte[] bytes = {1, 2, 3};
        kv.put("binary", bytes);
        bytes[0] = 9;

        byte[] first = kv.get("binary", KvType.BYTES);
        assertNotNull(first);
        first[1] = 9;

        assertArrayEquals(new byte[] {1, 2, 3}, kv.get("binary", KvType.BYTES));
    }

    @Rule("KV-GET-05")
    void tellsAnEmptyValueFromAMissingOne(KVNamespace kv) throws IOException {
        kv.put("flag", "");

        assertEquals("", kv.get("flag"));
        assertArrayEquals(new byte[0], kv.get("flag", KvType.BYTES));
        try (InputStream stream = kv.get("flag", KvType.STREAM)) {
            assertNotNull(stream);
            assertEquals(-1, stream.read());
        }
        assertThrows(InvalidRequestException.class, () -> kv.get("flag", KvType.JSON));
    }

    @Rule("KV-GET-08")
    void refusesAShortCacheTtl(KVNamespace kv) {
        for (int seconds : new int[] {29, 0, -1}) {
            Refused.asInvalid(
                    "400",
                    "KV GET failed: 400 Invalid cache_ttl of " + seconds + ". Cache TTL must be at least 30.",
                    () -> kv.get("nobody", KvType.TEXT, cacheTtl(Duration.ofSeconds(seconds))));
        }
        Refused.asInvalid(
                "400",
                "KV GET failed: 400 Invalid cache_ttl of 29. Cache TTL must be at least 30.",
                () -> kv.getWithMetadata("nobody", KvType.TEXT, cacheTtl(Duration.ofMillis(29_999))));
    }

    @Rule("KV-GET-08")
    void refusesACacheTtlOutsideTheIntegers(KVNamespace kv) {
        for (long seconds : new long[] {2_147_483_648L, -2_147_483_649L}) {
            Refused.asInvalid(
                    null,
                    "Value out of range. Must be between -2147483648 and 2147483647 (inclusive).",
                    () -> kv.get("nobody", KvType.TEXT, cacheTtl(Duration.ofSeconds(seconds))));
        }
    }

    @Rule("KV-GET-08")
    void takesACacheTtlFromThirtySecondsOn(KVNamespace kv) {
        kv.put("session", "open");

        assertEquals("open", kv.get("session", KvType.TEXT, cacheTtl(Duration.ofSeconds(30))));
        assertEquals("open", kv.get("session", KvType.TEXT, cacheTtl(Duration.ofSeconds(2_147_483_647))));
    }

    @Rule("KV-GET-08")
    void takesACacheTtlInEveryRead(KVNamespace kv) {
        kv.put("session", "open");

        assertEquals(
                "open",
                kv.getWithMetadata("session", KvType.TEXT, cacheTtl(Duration.ofSeconds(60)))
                        .value());
        assertEquals(
                "open",
                kv.get(List.of("session"), KvType.TEXT, cacheTtl(Duration.ofSeconds(60)))
                        .get("session"));
    }

    @Rule("KV-GWM-01")
    void answersAMissingKeyWithAnEmptyEntry(KVNamespace kv) {
        assertEquals(new KvValue<>(null, null, null), kv.getWithMetadata("nobody"));
    }

    @Rule("KV-GWM-02")
    void readsNoMetadataAsNull(KVNamespace kv) {
        kv.put("plain", "value");
        kv.put("explicit", "value", KvPutOptions.NONE.withMetadata(null));

        assertEquals(new KvValue<>("value", null, null), kv.getWithMetadata("plain"));
        assertEquals(new KvValue<>("value", null, null), kv.getWithMetadata("explicit"));
    }

    @Rule("KV-GWM-05")
    void readsMetadataBesideAValueOfAnyType(KVNamespace kv) throws IOException {
        kv.put("order", "{\"id\":7}", KvPutOptions.NONE.withMetadata("paid"));

        KvValue<String> text = kv.getWithMetadata("order", KvType.TEXT);
        KvValue<?> json = kv.getWithMetadata("order", KvType.JSON);
        KvValue<byte[]> bytes = kv.getWithMetadata("order", KvType.BYTES);
        KvValue<InputStream> stream = kv.getWithMetadata("order", KvType.STREAM);

        for (KvValue<?> found : List.of(text, json, bytes, stream)) {
            assertEquals("\"paid\"", String.valueOf(found.metadata()));
        }
        assertEquals("{\"id\":7}", text.value());
        assertEquals("{\"id\":7}", String.valueOf(json.value()));
        assertArrayEquals("{\"id\":7}".getBytes(StandardCharsets.UTF_8), bytes.value());
        try (InputStream value = stream.value()) {
            assertNotNull(value);
            assertArrayEquals("{\"id\":7}".getBytes(StandardCharsets.UTF_8), value.readAllBytes());
        }
    }

    private static KvGetOptions cacheTtl(Duration ttl) {
        return KvGetOptions.NONE.withCacheTtl(ttl);
    }
}
