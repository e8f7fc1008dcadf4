package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.kv.KvPutOptions;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Rules KV-LIST-03 to KV-LIST-05 and KV-LIST-08: page after page. */
abstract class KvPageRules {
    @Rule("KV-LIST-03")
    void holdsAThousandNamesOnAPage(KVNamespace kv) {
        fill(kv, 1_001);

        for (int limit : new int[] {1_000, 0, -1}) {
            KvListPage page = kv.list(KvListOptions.ALL.withLimit(limit));
            assertEquals(1_000, page.keys().size());
            assertFalse(page.listComplete());
        }
    }

    @Rule("KV-LIST-03")
    void refusesLargerPages(KVNamespace kv) {
        Refused.asInvalid(
                "400",
                "KV GET failed: 400 Invalid key_count_limit of 1001. Please specify an integer less than 1000.",
                () -> kv.list(KvListOptions.ALL.withLimit(1_001)));
    }

    @Rule("KV-LIST-04")
    void givesACursorWhileNamesRemain(KVNamespace kv) {
        fill(kv, 3);

        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));
        KvListPage last = kv.list(after(first, 2));

        assertEquals(List.of("k0000", "k0001"), names(first));
        assertFalse(first.listComplete());
        assertFalse(String.valueOf(first.cursor()).isEmpty());
        assertEquals(List.of("k0002"), names(last));
        assertTrue(last.listComplete());
        assertNull(last.cursor());
    }

    @Rule("KV-LIST-04")
    void endsWhenExactlyOnePageIsThere(KVNamespace kv) {
        fill(kv, 3);

        KvListPage page = kv.list(KvListOptions.ALL.withLimit(3));

        assertEquals(3, page.keys().size());
        if (!page.listComplete()) {
            KvListPage empty = kv.list(after(page, 3));
            assertEquals(List.of(), empty.keys());
            assertTrue(empty.listComplete());
        }
    }

    @Rule("KV-LIST-05")
    void showsEachNameOnce(KVNamespace kv) {
        fill(kv, 25);
        kv.put("j", "before the prefix");
        kv.put("l", "behind the prefix");

        assertEquals(
                IntStream.range(0, 25).mapToObj(KvPageRules::name).toList(),
                all(kv, KvListOptions.ALL.withPrefix("k").withLimit(4)));
        assertEquals(25, kv.listAll("k").map(KvKey::name).distinct().count());
    }

    @Rule("KV-LIST-05")
    void showsWhatStaysWhileOthersGo(KVNamespace kv) {
        fill(kv, 12);
        List<String> seen = new ArrayList<>();

        KvListPage page = kv.list(KvListOptions.ALL.withLimit(3));
        for (int i = 0; !page.listComplete(); i++) {
            seen.addAll(names(page));
            kv.delete(name(i * 3 + 1));
            kv.put(name(i * 3) + "-new", "behind the cursor");
            page = kv.list(after(page, 3));
        }
        seen.addAll(names(page));

        assertEquals(
                IntStream.range(0, 12).mapToObj(KvPageRules::name).toList(),
                seen.stream().filter(name -> !name.endsWith("-new")).toList());
    }

    @Rule("KV-LIST-08")
    void showsNamesThatWereAddedBehindTheCursor(KVNamespace kv) {
        fill(kv, 4);
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

        kv.put("k0001-added", "behind");
        kv.put("a-added", "before");

        assertEquals(List.of("k0001-added", "k0002", "k0003"), names(kv.list(after(first, 10))));
    }

    @Rule("KV-LIST-08")
    void continuesBehindADeletedName(KVNamespace kv) {
        fill(kv, 4);
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

        kv.delete("k0001");

        assertEquals(List.of("k0002", "k0003"), names(kv.list(after(first, 10))));
    }

    @Rule(value = "KV-LIST-08", needs = Capability.CONTROLLED_CLOCK)
    void continuesBehindAnEndedName(KVNamespace kv, TestClock clock) {
        fill(kv, 4);
        kv.put("k0001", "value", KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60)));
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

        clock.advance(Duration.ofSeconds(61));

        assertEquals(List.of("k0002", "k0003"), names(kv.list(after(first, 10))));
    }

    @Rule("KV-LIST-08")
    void takesAnotherLimitWithACursor(KVNamespace kv) {
        fill(kv, 6);
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(1));

        KvListPage second = kv.list(after(first, 2));
        KvListPage rest = kv.list(after(second, 1_000));

        assertEquals(List.of("k0001", "k0002"), names(second));
        assertEquals(List.of("k0003", "k0004", "k0005"), names(rest));
    }

    @Rule("KV-LIST-08")
    void takesAnotherPrefixWithACursor(KVNamespace kv) {
        List.of("a0", "a1", "b0", "b1").forEach(name -> kv.put(name, "value"));

        KvListPage first = kv.list(KvListOptions.ALL.withPrefix("a").withLimit(1));
        KvListPage rest = kv.list(KvListOptions.ALL.withPrefix("b").withCursor(first.cursor()));

        assertEquals(List.of("a0"), names(first));
        assertEquals(List.of("b0", "b1"), names(rest));
    }

    @Rule("KV-LIST-08")
    void startsFromTheBeginningWithoutACursor(KVNamespace kv) {
        fill(kv, 2);

        assertEquals(List.of("k0000", "k0001"), names(kv.list(KvListOptions.ALL.withCursor(""))));
        assertEquals(List.of("k0000", "k0001"), names(kv.list(KvListOptions.ALL.withCursor(null))));
    }

    @Rule("KV-LIST-08")
    void continuesBehindAnyText(KVNamespace kv) {
        List<String> names = List.of("a", "a/b c", "a?", "é", "é\n", "～", "😀", "😀\0");
        names.forEach(name -> kv.put(name, "value"));

        assertEquals(names, all(kv, KvListOptions.ALL.withLimit(1)));
    }

    private static void fill(KVNamespace kv, int count) {
        IntStream.range(0, count).forEach(i -> kv.put(name(i), "value"));
    }

    private static String name(int i) {
        return String.format(Locale.ROOT, "k%04d", i);
    }

    private static KvListOptions after(KvListPage page, int limit) {
        assertNotNull(page.cursor());
        return KvListOptions.ALL.withLimit(limit).withCursor(page.cursor());
    }

    private static List<String> all(KVNamespace kv, KvListOptions options) {
        List<String> names = new ArrayList<>();
        KvListPage page = kv.list(options);
        names.addAll(names(page));
        while (!page.listComplete()) {
            page = kv.list(options.withCursor(page.cursor()));
            names.addAll(names(page));
        }
        return names;
    }

    private static List<String> names(KvListPage page) {
        return page.keys().stream().map(KvKey::name).toList();
    }
}
