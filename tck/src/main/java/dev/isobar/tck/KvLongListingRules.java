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

/** Rules KV-LIST-05 and KV-LIST-08: listings of many pages, and what cursors mean where names begin and end. */
abstract class KvLongListingRules {
    private static final int NAMES = 2_203;

    @Rule("KV-LIST-05")
    void listsAllNamesBeyondAThousand(KVNamespace kv) {
        List<String> names = IntStream.range(0, NAMES)
                .mapToObj(i -> String.format(Locale.ROOT, "k%05d", i))
                .toList();
        for (int from = 0; from < NAMES; from += 600) {
            List<String> some = names.subList(from, Math.min(from + 600, NAMES));
            Together.run(4, writer -> {
                for (int i = writer; i < some.size(); i += 4) {
                    kv.put(some.get(i), "value");
                }
            });
        }
        kv.put("l", "behind the prefix");

        assertEquals(names, kv.listAll("k").map(KvKey::name).toList());
        assertEquals(names, all(kv, KvListOptions.ALL.withPrefix("k")));
        KvListPage first = kv.list(KvListOptions.ALL.withPrefix("k"));
        assertEquals(names.subList(0, first.keys().size()), names(first));
        assertFalse(first.listComplete());
    }

    @Rule("KV-LIST-05")
    void listsTheSameNamesOnPagesOfAnySize(KVNamespace kv) {
        List<String> names = List.of(
                "", "\0", "!", "/", "0", "A", "a", "aa", "é", "ключ", "～", "\uffff", "😀", "😀😀", "\udbff\udfff");
        List<String> keys = names.stream().map(name -> "k" + name).toList();
        keys.forEach(key -> kv.put(key, "value"));

        for (int limit : new int[] {1, 2, 3, 4, 7, 14, 15, 16}) {
            assertEquals(keys, all(kv, KvListOptions.ALL.withLimit(limit)), "on pages of " + limit);
            assertEquals(keys, all(kv, KvListOptions.ALL.withPrefix("k").withLimit(limit)), "on pages of " + limit);
        }
    }

    @Rule("KV-LIST-05")
    void listsANameThatEqualsThePrefix(KVNamespace kv) {
        List.of("a", "user", "user/", "user/1", "user/2", "user0", "v").forEach(key -> kv.put(key, "value"));

        for (int limit : new int[] {1, 2, 3}) {
            KvListOptions options = KvListOptions.ALL.withLimit(limit);
            assertEquals(List.of("user", "user/", "user/1", "user/2", "user0"), all(kv, options.withPrefix("user")));
            assertEquals(List.of("user/", "user/1", "user/2"), all(kv, options.withPrefix("user/")));
        }
    }

    @Rule("KV-LIST-08")
    void listsNothingOfAPrefixThatIsBeforeTheCursor(KVNamespace kv) {
        List.of("a0", "a1", "b0", "b1", "c0").forEach(key -> kv.put(key, "value"));
        KvListPage first = kv.list(KvListOptions.ALL.withPrefix("b").withLimit(1));
        assertEquals(List.of("b0"), names(first));

        KvListOptions behind = KvListOptions.ALL.withCursor(first.cursor());

        assertEquals(List.of(), all(kv, behind.withPrefix("a")));
        assertEquals(List.of("b1"), all(kv, behind.withPrefix("b")));
        assertEquals(List.of("c0"), all(kv, behind.withPrefix("c")));
        assertEquals(List.of("b1", "c0"), all(kv, behind));
    }

    @Rule("KV-LIST-08")
    void takesALongerAndAShorterPrefixWithACursor(KVNamespace kv) {
        List.of("a", "ab", "ab0", "ab1", "ac").forEach(key -> kv.put(key, "value"));
        KvListPage first = kv.list(KvListOptions.ALL.withPrefix("ab").withLimit(2));
        assertEquals(List.of("ab", "ab0"), names(first));

        KvListOptions behind = KvListOptions.ALL.withCursor(first.cursor());

        assertEquals(List.of(), all(kv, behind.withPrefix("ab0")));
        assertEquals(List.of("ab1"), all(kv, behind.withPrefix("ab")));
        assertEquals(List.of("ab1", "ac"), all(kv, behind.withPrefix("a")));
    }

    /** The first two come first by their bytes; as UTF-16 they would come last. */
    @Rule("KV-LIST-08")
    void comparesACursorWithAnotherPrefixByTheirBytes(KVNamespace kv) {
        List.of("\uff5ea", "\uff5eb", "😀a", "😀b").forEach(key -> kv.put(key, "value"));
        KvListPage early = kv.list(KvListOptions.ALL.withPrefix("\uff5e").withLimit(1));
        KvListPage late = kv.list(KvListOptions.ALL.withPrefix("😀").withLimit(1));

        assertEquals(
                List.of("😀a", "😀b"),
                all(kv, KvListOptions.ALL.withCursor(early.cursor()).withPrefix("😀")),
                "names of a later prefix");
        assertEquals(
                List.of(),
                all(kv, KvListOptions.ALL.withCursor(late.cursor()).withPrefix("\uff5e")),
                "names of an earlier prefix");
    }

    @Rule("KV-LIST-08")
    void endsWhenTheRestWasDeleted(KVNamespace kv) {
        List.of("a", "b", "c", "d").forEach(key -> kv.put(key, "value"));
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

        List.of("b", "c", "d").forEach(kv::delete);
        KvListPage rest = kv.list(KvListOptions.ALL.withCursor(first.cursor()));

        assertEquals(List.of(), names(rest));
        assertTrue(rest.listComplete());
        assertNull(rest.cursor());
    }

    @Rule("KV-LIST-08")
    void showsTheVeryNextNameAfterTheCursor(KVNamespace kv) {
        List.of("a", "b", "c").forEach(key -> kv.put(key, "value"));
        KvListPage first = kv.list(KvListOptions.ALL.withLimit(2));

        kv.put("b\0", "added");
        kv.put("a\udbff\udfff", "before the cursor");

        assertEquals(List.of("b\0", "c"), all(kv, KvListOptions.ALL.withCursor(first.cursor())));
    }

    @Rule(value = "KV-LIST-07", needs = Capability.CONTROLLED_CLOCK)
    void passesOverManyEndedNames(KVNamespace kv, TestClock clock) {
        KvPutOptions minute = KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(60));
        IntStream.range(0, 120).forEach(i -> kv.put(String.format(Locale.ROOT, "k%04d", i), "ends", minute));
        List<String> lasting = List.of("a", "k0060-lasting", "k0060-lasting-too", "z");
        lasting.forEach(key -> kv.put(key, "value"));

        clock.advance(Duration.ofSeconds(60));

        assertEquals(lasting, all(kv, KvListOptions.ALL.withLimit(1)));
        assertEquals(lasting, all(kv, KvListOptions.ALL.withLimit(3)));
        assertEquals(lasting, all(kv, KvListOptions.ALL));
    }

    private static List<String> all(KVNamespace kv, KvListOptions options) {
        KvListPage page = kv.list(options);
        List<String> names = new ArrayList<>(names(page));
        for (int pages = 1; !page.listComplete(); pages++) {
            assertNotNull(page.cursor(), "a page that is not complete has a cursor");
            assertTrue(pages <= 2 * NAMES, "the listing does not end");
            page = kv.list(options.withCursor(page.cursor()));
            names.addAll(names(page));
        }
        return names;
    }

    private static List<String> names(KvListPage page) {
        return page.keys().stream().map(KvKey::name).toList();
    }
}
