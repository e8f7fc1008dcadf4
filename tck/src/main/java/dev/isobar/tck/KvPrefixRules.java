package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.kv.KVNamespace;
import dev.isobar.kv.KvKey;
import dev.isobar.kv.KvListOptions;
import dev.isobar.kv.KvListPage;
import dev.isobar.spi.Utf8Order;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;

/** Rule KV-LIST-10: where the names of a prefix begin and end, whatever characters these are. */
abstract class KvPrefixRules {
    private static final String GREATEST = Character.toString(Character.MAX_CODE_POINT);

    /** Characters after which a length of UTF-8, a plane or the code points end, and some of the middle. */
    private static final List<String> LAST =
            List.of("", "\u007f", "ÿ", "\u07ff", "\ud7ff", "\ue000", "\uffff", "😀", "\ud83f\udfff", GREATEST);

    @Rule("KV-LIST-10")
    void listsAllNamesOfAPrefixAndNoOthers(KVNamespace kv) {
        SortedSet<String> all = names();
        all.forEach(name -> kv.put(name, "value"));

        for (String prefix : prefixes()) {
            KvListPage page = kv.list(KvListOptions.ALL.withPrefix(prefix));
            assertEquals(escaped(startingWith(prefix, all)), escaped(names(page)), "of prefix " + escaped(prefix));
            assertTrue(page.listComplete(), "of prefix " + escaped(prefix));
        }
    }

    @Rule("KV-LIST-10")
    void listsThemPageByPage(KVNamespace kv) {
        SortedSet<String> all = names();
        all.forEach(name -> kv.put(name, "value"));

        for (String prefix : prefixes()) {
            KvListOptions options = KvListOptions.ALL.withPrefix(prefix).withLimit(3);
            List<String> found = new ArrayList<>();
            KvListPage page = kv.list(options);
            found.addAll(names(page));
            for (int pages = 1; !page.listComplete() && pages <= all.size(); pages++) {
                page = kv.list(options.withCursor(page.cursor()));
                found.addAll(names(page));
            }
            assertEquals(escaped(startingWith(prefix, all)), escaped(found), "of prefix " + escaped(prefix));
        }
    }

    private static List<String> prefixes() {
        List<String> prefixes = new ArrayList<>(List.of(GREATEST));
        LAST.forEach(last -> prefixes.add("k" + last));
        return prefixes;
    }

    /** Names that begin with a prefix, from the first to the last possible, and those before and behind them. */
    private static SortedSet<String> names() {
        SortedSet<String> names = new TreeSet<>(Utf8Order.INSTANCE);
        names.add("j" + GREATEST);
        for (String prefix : prefixes()) {
            for (String rest : List.of("", "\0", "a", "\uffff", GREATEST, GREATEST + GREATEST)) {
                names.add(prefix + rest);
            }
            String behind = Utf8Order.afterAll(prefix);
            if (behind != null) {
                names.add(behind);
                names.add(behind + "a");
            }
        }
        return names;
    }

    private static List<String> startingWith(String prefix, Set<String> names) {
        return names.stream().filter(name -> name.startsWith(prefix)).toList();
    }

    private static List<String> names(KvListPage page) {
        return page.keys().stream().map(KvKey::name).toList();
    }

    private static List<String> escaped(List<String> names) {
        return names.stream().map(KvPrefixRules::escaped).toList();
    }

    /** Shows which characters a name has, so that a failure can be read. */
    private static String escaped(String name) {
        StringBuilder text = new StringBuilder();
        name.codePoints()
                .forEach(letter -> text.append(
                        letter > ' ' && letter < 127
                                ? Character.toString(letter)
                                : String.format(Locale.ROOT, "<%X>", letter)));
        return text.toString();
    }
}
