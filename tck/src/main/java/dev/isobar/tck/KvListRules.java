package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import java.time.Duration;
import java.util.List;
import java.util.Objects;

/** Rules KV-LIST-01, KV-LIST-02, KV-LIST-06 and KV-LIST-09: which names are listed, and how. */
abstract class KvListRules {
    @Rule("KV-LIST-01")
    void ordersNamesByTheirBytes(KVNamespace kv) {
        List<String> names = List.of("B", "a", "a\0", "a!", "ab", "é", "～", "😀");
        List.of("😀", "ab", "～", "a!", "B", "é", "a\0", "a").forEach(name -> kv.put(name, "value"));

        assertEquals(names, names(kv, ""));
    }

    @Rule("KV-LIST-02")
    void takesAPrefixLiterally(KVNamespace kv) {
        List.of("p_", "p_x", "pax", "P_x", "p%", "p%20", "p*", "p[a]", "p\\", "q")
                .forEach(key -> kv.put(key, "v"));

        assertEquals(List.of("p_", "p_x"), names(kv, "p_"));
        assertEquals(List.of("p%", "p%20"), names(kv, "p%"));
        assertEquals(List.of("p*"), names(kv, "p*"));
        assertEquals(List.of("p[a]"), names(kv, "p[a"));
        assertEquals(List.of("p\\"), names(kv, "p\\"));
        assertEquals(List.of("P_x"), names(kv, "P"));
    }

    @Rule("KV-LIST-02")
    void listsAllWithoutAPrefix(KVNamespace kv) {
        List.of("a", "b").forEach(key -> kv.put(key, "v"));

        assertEquals(List.of("a", "b"), names(kv, ""));
        assertEquals(2, kv.list(KvListOptions.ALL.withPrefix(null)).keys().size());
    }

    @Rule("KV-LIST-02")
    void findsPrefixesOfAnyText(KVNamespace kv) {
        List.of("é", "é1", "è", "😀", "😀1", "～", "～1").forEach(key -> kv.put(key, "v"));

        assertEquals(List.of("é", "é1"), names(kv, "é"));
        assertEquals(List.of("～", "～1"), names(kv, "～"));
        assertEquals(List.of("😀", "😀1"), names(kv, "😀"));
    }

    @Rule("KV-LIST-02")
    void refusesALongPrefix(KVNamespace kv) {
        assertEquals(List.of(), names(kv, "p".repeat(512)));
        Refused.asTooMuch(
                "414",
                "KV GET failed: 414 UTF-8 encoded length of 513 exceeds key length limit of 512.",
                () -> kv.list(KvListOptions.ALL.withPrefix("p".repeat(513))));
    }

    @Rule("KV-LIST-06")
    void listsOnlyWhatWasGiven(KVNamespace kv) {
        kv.put("session", "open");

        assertEquals(
                List.of(new KvKey("session", null, null)),
                kv.list(KvListOptions.ALL).keys());
    }

    @Rule("KV-LIST-06")
    void listsExpirationAndMetadata(KVNamespace kv, TestClock clock) {
        kv.put(
                "session",
                "open",
                KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60)).withMetadata(List.of(1, 2)));

        assertEquals(List.of("session"), names(kv, ""));
        KvKey key = kv.list(KvListOptions.ALL).keys().get(0);

        assertEquals("session", key.name());
        assertEquals(clock.instant().plusSeconds(60), key.expiration());
        assertEquals("[1,2]", String.valueOf(key.metadata()));
    }

    @Rule("KV-LIST-06")
    void listsMetadataOfEverySize(KVNamespace kv) {
        List<Integer> sizes = List.of(0, 1, 250, 253, 254, 255, 256, 510, 1_000, 1_022);
        sizes.forEach(size -> kv.put("size " + size, "v", KvPutOptions.NONE.withMetadata("m".repeat(size))));

        kv.list(KvListOptions.ALL)
                .keys()
                .forEach(key -> assertEquals(
                        key.name(),
                        "size "
                                + Objects.requireNonNull(key.metadata())
                                        .stringValue()
                                        .length(),
                        "the metadata of a listed name"));
    }

    @Rule("KV-LIST-06")
    void listsFalsyMetadata(KVNamespace kv) {
        kv.put("a", "v", KvPutOptions.NONE.withMetadata(""));
        kv.put("b", "v", KvPutOptions.NONE.withMetadata(0));
        kv.put("c", "v", KvPutOptions.NONE.withMetadata(false));

        List<String> metadata = kv.list(KvListOptions.ALL).keys().stream()
                .map(key -> String.valueOf(key.metadata()))
                .toList();

        assertEquals(List.of("\"\"", "0", "false"), metadata);
    }

    @Rule("KV-LIST-09")
    void listsNothingAsACompletePage(KVNamespace kv) {
        assertEmpty(kv.list(KvListOptions.ALL));
        kv.put("session", "open");
        assertEmpty(kv.list(KvListOptions.ALL.withPrefix("x")));
    }

    private static void assertEmpty(KvListPage page) {
        assertEquals(List.of(), page.keys());
        assertTrue(page.listComplete());
        assertNull(page.cursor());
        assertNull(page.cacheStatus());
    }

    private static List<String> names(KVNamespace kv, String prefix) {
        return kv.list(KvListOptions.ALL.withPrefix(prefix)).keys().stream()
                .map(KvKey::name)
                .toList();
    }
}
