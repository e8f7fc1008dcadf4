package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvGetOptions;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.kv.KvType;
import dev.isobar.kv.KvValue;
import dev.isobar.spi.Bound;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Rules KV-BULK-01 to KV-BULK-08: reading several keys at once. */
abstract class KvBulkRules {
    private static final int MEBIBYTE = 1024 * 1024;

    @Rule("KV-BULK-01")
    void refusesNoKeys(KVNamespace kv) {
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 You must request a minimum of 1 key",
                () -> kv.get(List.of(), KvType.TEXT));
    }

    @Rule("KV-BULK-01")
    void refusesMoreThanAHundredKeys(KVNamespace kv) {
        Refused.asTooMuch(
                "400",
                "KV GET_BULK failed: 400 You can request a maximum of 100 keys",
                () -> kv.getWithMetadata(keys(101), KvType.TEXT));
    }

    @Rule("KV-BULK-01")
    void readsAHundredKeys(KVNamespace kv) {
        keys(100).forEach(key -> kv.put(key, "value of " + key));

        Map<String, @Nullable String> found = kv.get(keys(100), KvType.TEXT);

        assertEquals(keys(100), List.copyOf(found.keySet()));
        found.forEach((key, value) -> assertEquals("value of " + key, value));
    }

    @Rule("KV-BULK-02")
    void refusesBinaryTypes(KVNamespace kv) {
        String text = "KV GET_BULK failed: 400 \"%s\" is not a valid type. Use \"json\" or \"text\"";

        Refused.asInvalid(
                "400", String.format(Locale.ROOT, text, "arrayBuffer"), () -> kv.get(List.of("session"), KvType.BYTES));
        Refused.asInvalid(
                "400",
                String.format(Locale.ROOT, text, "stream"),
                () -> kv.getWithMetadata(List.of("session"), KvType.STREAM));
    }

    @Rule("KV-BULK-02")
    void readsJson(KVNamespace kv) {
        kv.put("object", "{\"open\":true}");
        kv.put("list", "[1]");
        kv.put("number", "5");

        Map<String, ? extends @Nullable Object> found =
                kv.get(List.of("object", "list", "number", "missing"), KvType.JSON);

        assertEquals("{\"open\":true}", String.valueOf(found.get("object")));
        assertEquals("[1]", String.valueOf(found.get("list")));
        assertEquals("5", String.valueOf(found.get("number")));
        assertNull(found.get("missing"));
    }

    @Rule("KV-BULK-03")
    void answersInTheOrderOfTheKeys(KVNamespace kv) {
        kv.put("a", "1");
        kv.put("c", "3");

        Map<String, @Nullable String> found = kv.get(List.of("c", "b", "a", "c"), KvType.TEXT);

        assertEquals(List.of("c", "b", "a"), List.copyOf(found.keySet()));
        assertEquals("3", found.get("c"));
        assertNull(found.get("b"));
        assertEquals("1", found.get("a"));
    }

    @Rule("KV-BULK-03")
    void findsKeysOfAnyText(KVNamespace kv) {
        List<String> keys = List.of("😀", "ключ", "a/b?c#d", "%41", "a b", "é", "e\u0301", "A", "a");
        keys.forEach(key -> kv.put(key, "value of " + key));

        Map<String, @Nullable String> found = kv.get(keys, KvType.TEXT);

        assertEquals(keys, List.copyOf(found.keySet()));
        found.forEach((key, value) -> assertEquals("value of " + key, value));
    }

    @Rule("KV-BULK-04")
    void failsAsAWholeOnAValueThatIsNoJson(KVNamespace kv) {
        kv.put("good", "{}");
        kv.put("bad", "swordfish");
        kv.put("empty", "");
        String text = "KV GET_BULK failed: 400 At least one of the requested keys corresponds to a non-json value";

        Refused.asInvalid("400", text, () -> kv.get(List.of("good", "bad"), KvType.JSON));
        Refused.asInvalid("400", text, () -> kv.getWithMetadata(List.of("empty", "good"), KvType.JSON));
    }

    @Rule("KV-BULK-05")
    void readsMetadataBesideTheValues(KVNamespace kv) {
        kv.put("plain", "1");
        kv.put("described", "2", KvPutOptions.NONE.withMetadata(Map.of("version", 2)));

        Map<String, @Nullable KvValue<String>> found =
                kv.getWithMetadata(List.of("described", "missing", "plain"), KvType.TEXT);

        assertEquals(List.of("described", "missing", "plain"), List.copyOf(found.keySet()));
        KvValue<String> described = found.get("described");
        assertNotNull(described);
        assertEquals("2", described.value());
        assertEquals("{\"version\":2}", String.valueOf(described.metadata()));
        assertNull(described.cacheStatus());
        assertNull(found.get("missing"));
        assertEquals(new KvValue<>("1", null, null), found.get("plain"));
    }

    @Rule("KV-BULK-05")
    void readsTheJsonNullAsAMiss(KVNamespace kv) {
        kv.put("nothing", "null", KvPutOptions.NONE.withMetadata("here"));

        Map<String, ? extends @Nullable KvValue<?>> found = kv.getWithMetadata(List.of("nothing"), KvType.JSON);

        assertTrue(found.containsKey("nothing"));
        assertNull(found.get("nothing"));
    }

    @Rule("KV-BULK-06")
    void refusesAllForOneBadArgument(KVNamespace kv) {
        kv.put("session", "open");

        Refused.asTooMuch(
                "414",
                "KV GET_BULK failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.get(List.of("session", "k".repeat(513)), KvType.TEXT));
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 Key names must not be empty",
                () -> kv.getWithMetadata(List.of("session", ""), KvType.TEXT));
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 Illegal key name \".\". Please use a different name.",
                () -> kv.get(List.of("session", "."), KvType.TEXT));
        Refused.asInvalid(
                "400",
                "KV GET_BULK failed: 400 Invalid cache_ttl of 10. Cache TTL must be at least 30.",
                () -> kv.get(List.of("session"), KvType.TEXT, KvGetOptions.NONE.withCacheTtl(Duration.ofSeconds(10))));
    }

    @Rule("KV-BULK-07")
    void refusesAnAnswerOfMoreThan25Mebibytes(KVNamespace kv, TckSubject<KVNamespace> subject) {
        List<String> keys = store(40 * MEBIBYTE, kv, subject);

        Refused.asTooMuch(
                "413",
                "KV GET_BULK failed: 413 Total size of request exceeds the limit of 25MB",
                () -> kv.get(keys, KvType.TEXT));
        Refused.asTooMuch(
                "413",
                "KV GET_BULK failed: 413 Total size of request exceeds the limit of 25MB",
                () -> kv.getWithMetadata(keys, KvType.TEXT));
    }

    @Rule("KV-BULK-07")
    void refusesItAfterAnAnswerOfAFewBytes(KVNamespace kv, TckSubject<KVNamespace> subject) {
        kv.put("small", "value");
        kv.get(List.of("small", "missing"), KvType.TEXT);
        List<String> keys = store(40 * MEBIBYTE, kv, subject);

        Refused.asTooMuch(
                "413",
                "KV GET_BULK failed: 413 Total size of request exceeds the limit of 25MB",
                () -> kv.get(keys, KvType.TEXT));
        assertEquals("value", kv.get(List.of("small"), KvType.TEXT).get("small"), "a read after one that was refused");
    }

    @Rule("KV-BULK-07")
    void readsAnAnswerOf20Mebibytes(KVNamespace kv, TckSubject<KVNamespace> subject) {
        List<String> keys = store(20 * MEBIBYTE, kv, subject);

        Map<String, @Nullable String> found = new LinkedHashMap<>();
        assertDoesNotThrow(() -> found.putAll(kv.get(keys, KvType.TEXT)), "an answer of 20 MiB is within the limit");

        assertEquals(keys, List.copyOf(found.keySet()));
        keys.forEach(key -> assertEquals(length(kv.get(key)), length(found.get(key))));
    }

    @Rule("KV-BULK-07")
    void readsAnAnswerOf25Mebibytes(KVNamespace kv, TckSubject<KVNamespace> subject) {
        List<String> keys = store(25 * MEBIBYTE, kv, subject);

        Map<String, @Nullable String> found = new LinkedHashMap<>();
        assertDoesNotThrow(() -> found.putAll(kv.get(keys, KvType.TEXT)), "an answer of 25 MiB is within the limit");

        keys.forEach(key -> assertEquals(length(found.get(keys.get(0))), length(found.get(key))));
    }

    private static int length(@Nullable String value) {
        assertNotNull(value);
        return value.length();
    }

    /** Stores values of equal size that have a number of bytes together; returns their keys. */
    private static List<String> store(int bytes, KVNamespace kv, TckSubject<KVNamespace> subject) {
        long largest = subject.capabilities().bound(Bound.KV_VALUE_BYTES).orElse(20 * MEBIBYTE);
        int size = (int) Math.min(largest, bytes / 2);
        List<String> keys = keys(bytes / size);
        byte[] value = new byte[size];
        keys.forEach(key -> kv.put(key, value, KvPutOptions.NONE.withMetadata("not counted")));
        return keys;
    }

    @Rule("KV-BULK-08")
    void readsKeysThatLookLikeIndices(KVNamespace kv) {
        List<String> keys = List.of("10", "2", "0", "__proto__", "4294967294", "01", "session");
        keys.forEach(key -> kv.put(key, "value of " + key));

        Map<String, @Nullable String> found = kv.get(keys, KvType.TEXT);

        assertEquals(keys, List.copyOf(found.keySet()));
        found.forEach((key, value) -> assertEquals("value of " + key, value));
    }

    private static List<String> keys(int count) {
        return IntStream.range(0, count).mapToObj(i -> "key-" + i).toList();
    }
}
