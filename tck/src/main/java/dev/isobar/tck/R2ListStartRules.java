package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Objects;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Rules R2-LIST-03 to R2-LIST-05 and R2-LIST-08: where listings begin, fold and go on, with unusual keys. */
abstract class R2ListStartRules {
    private static void store(R2Bucket bucket, String... keys) {
        List.of(keys).forEach(key -> bucket.put(key, "content"));
    }

    /** All pages of a listing, one after the other: keys, and folded prefixes in brackets, those of a page last. */
    private static List<String> all(R2Bucket bucket, R2ListOptions options) {
        List<String> entries = new ArrayList<>();
        R2ListOptions next = options;
        for (int page = 0; page < 100; page++) {
            R2Objects found = bucket.list(next);
            entries.addAll(R2Text.keys(found));
            found.delimitedPrefixes().forEach(prefix -> entries.add("[" + prefix + "]"));
            if (!found.truncated()) {
                return entries;
            }
            assertTrue(found.objects().size() + found.delimitedPrefixes().size() > 0, "a page without entries goes on");
            next = options.withCursor(found.cursor());
        }
        throw new AssertionError("the listing does not end");
    }

    private static R2ListOptions pagesOf(int limit) {
        return R2ListOptions.ALL.withLimit(limit);
    }

    private static R2ListOptions folded(String delimiter) {
        return R2ListOptions.ALL.withDelimiter(delimiter);
    }

    @Rule("R2-LIST-08")
    void startsBelowInsideAndBehindThePrefix(R2Bucket bucket) {
        store(bucket, "a", "b", "b/1", "b/2", "c", "d");
        R2ListOptions inB = R2ListOptions.ofPrefix("b");

        for (int limit : new int[] {1, 2, 1_000}) {
            R2ListOptions pages = inB.withLimit(limit);
            assertEquals(List.of("b", "b/1", "b/2"), all(bucket, pages.withStartAfter("")));
            assertEquals(List.of("b", "b/1", "b/2"), all(bucket, pages.withStartAfter("a")));
            assertEquals(List.of("b/1", "b/2"), all(bucket, pages.withStartAfter("b")));
            assertEquals(List.of("b/2"), all(bucket, pages.withStartAfter("b/1")));
            assertEquals(List.of(), all(bucket, pages.withStartAfter("b/2")));
            assertEquals(List.of(), all(bucket, pages.withStartAfter("c")));
            assertEquals(List.of(), all(bucket, pages.withStartAfter("z")));
        }
    }

    @Rule("R2-LIST-08")
    void startsAroundAFoldedPrefix(R2Bucket bucket) {
        store(bucket, "a", "d/1", "d/2", "d0", "e/1");

        for (int limit : new int[] {1, 1_000}) {
            R2ListOptions pages = folded("/").withLimit(limit);
            assertEquals(4, all(bucket, pages.withStartAfter("")).size());
            assertEquals(List.of("d0"), keysOf(all(bucket, pages.withStartAfter("a"))));
            assertEquals(List.of("[d/]", "[e/]"), foldedOf(all(bucket, pages.withStartAfter("d"))));
            assertEquals(List.of("[d/]", "[e/]"), foldedOf(all(bucket, pages.withStartAfter("d/1"))));
            assertEquals(List.of("[e/]"), foldedOf(all(bucket, pages.withStartAfter("d/2"))));
            assertEquals(List.of("[e/]"), foldedOf(all(bucket, pages.withStartAfter("d/9"))));
            assertEquals(List.of("d0"), keysOf(all(bucket, pages.withStartAfter("d/2"))));
            assertEquals(List.of(), all(bucket, pages.withStartAfter("e/1")));
        }
    }

    private static List<String> keysOf(List<String> entries) {
        return entries.stream().filter(entry -> !entry.startsWith("[")).toList();
    }

    private static List<String> foldedOf(List<String> entries) {
        return entries.stream().filter(entry -> entry.startsWith("[")).toList();
    }

    @Rule("R2-LIST-03")
    void listsAKeyThatIsThePrefix(R2Bucket bucket) {
        store(bucket, "b/", "b/1", "b/2", "b/3", "b0");

        for (int limit : new int[] {1, 2, 3, 1_000}) {
            assertEquals(
                    List.of("b/", "b/1", "b/2", "b/3"),
                    all(bucket, R2ListOptions.ofPrefix("b/").withLimit(limit)));
            assertEquals(
                    List.of("b/", "b/1", "b/2", "b/3"),
                    all(bucket, R2ListOptions.ofPrefix("b/").withDelimiter("/").withLimit(limit)));
        }
    }

    @Rule("R2-LIST-03")
    void comparesThePrefixByteForByte(R2Bucket bucket) {
        store(bucket, "100%", "100%/1", "100x", "a_b", "axb", "a*b", "[a]b", "a.b");

        assertEquals(List.of("100%", "100%/1"), all(bucket, R2ListOptions.ofPrefix("100%")));
        assertEquals(List.of("a_b"), all(bucket, R2ListOptions.ofPrefix("a_")));
        assertEquals(List.of("a*b"), all(bucket, R2ListOptions.ofPrefix("a*")));
        assertEquals(List.of("[a]b"), all(bucket, R2ListOptions.ofPrefix("[a]")));
        assertEquals(List.of("a.b"), all(bucket, R2ListOptions.ofPrefix("a.")));
    }

    @Rule("R2-LIST-03")
    void endsAPrefixBeforeItsNeighbours(R2Bucket bucket) {
        store(bucket, "z\uFFFD", "z\uFFFD\uFFFD", "z\uFFFD😀", "z😀", "z😀a", "z😁", "ÿ", "ÿÿ", "Ā");

        for (int limit : new int[] {1, 1_000}) {
            assertEquals(
                    List.of("z\uFFFD", "z\uFFFD\uFFFD", "z\uFFFD😀"),
                    all(bucket, R2ListOptions.ofPrefix("z\uFFFD").withLimit(limit)));
            assertEquals(
                    List.of("z😀", "z😀a"),
                    all(bucket, R2ListOptions.ofPrefix("z😀").withLimit(limit)));
            assertEquals(
                    List.of("ÿ", "ÿÿ"), all(bucket, R2ListOptions.ofPrefix("ÿ").withLimit(limit)));
        }
    }

    @Rule("R2-LIST-04")
    void foldsAKeyThatBeginsWithTheDelimiter(R2Bucket bucket) {
        store(bucket, "/", "//a", "/a", "a", "a/");

        for (int limit : new int[] {1, 1_000}) {
            assertEquals(
                    List.of("[/]", "[a/]"), foldedOf(all(bucket, folded("/").withLimit(limit))));
            assertEquals(List.of("a"), keysOf(all(bucket, folded("/").withLimit(limit))));
            R2ListOptions below = folded("/").withPrefix("/").withLimit(limit);
            assertEquals(List.of("/", "/a"), keysOf(all(bucket, below)));
            assertEquals(List.of("[//]"), foldedOf(all(bucket, below)));
        }
    }

    @Rule("R2-LIST-04")
    void foldsAtADelimiterOfSeveralCharacters(R2Bucket bucket) {
        store(bucket, "a", "a-", "a--b", "a--c", "a---d", "b-c", "c--", "c--d--e");

        for (int limit : new int[] {1, 2, 1_000}) {
            R2ListOptions pages = folded("--").withLimit(limit);
            assertEquals(List.of("a", "a-", "b-c"), keysOf(all(bucket, pages)));
            assertEquals(List.of("[a--]", "[c--]"), foldedOf(all(bucket, pages)));
            assertEquals(List.of("a---d", "a--b", "a--c"), keysOf(all(bucket, pages.withPrefix("a--"))));
            assertEquals(List.of("[c--d--]"), foldedOf(all(bucket, pages.withPrefix("c--"))));
            assertEquals(List.of("c--"), keysOf(all(bucket, pages.withPrefix("c--"))));
        }
    }

    @Rule("R2-LIST-05")
    void foldsEachPrefixOnceOverManyPages(R2Bucket bucket) {
        List<String> folders = new ArrayList<>();
        for (int folder = 0; folder < 12; folder++) {
            String name = String.format(Locale.ROOT, "d%02d/", folder);
            folders.add("[" + name + "]");
            for (int file = 0; file <= folder % 5; file++) {
                bucket.put(name + file, "content");
            }
            bucket.put(String.format(Locale.ROOT, "d%02d", folder), "content");
        }

        for (int limit : new int[] {1, 3, 5}) {
            List<String> entries = all(bucket, folded("/").withPrefix("d").withLimit(limit));

            assertEquals(folders, foldedOf(entries), () -> "in pages of " + limit);
            assertEquals(12, keysOf(entries).stream().distinct().count());
            assertEquals(24, entries.size());
        }
    }

    @Rule("R2-LIST-05")
    void listsAllInPagesOfAnySize(R2Bucket bucket) {
        store(bucket, "a", "b", "c", "d", "e");

        for (int limit : new int[] {1, 2, 5, 6}) {
            assertEquals(
                    List.of("a", "b", "c", "d", "e"),
                    bucket.listAll(pagesOf(limit)).limit(20).map(R2Object::key).toList());
        }
    }
}
