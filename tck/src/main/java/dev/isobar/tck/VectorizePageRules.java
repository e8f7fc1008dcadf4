package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeListPage;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

/** Rule VEC-62: going through an index page by page. */
abstract class VectorizePageRules {
    /** Reads all pages; after each page that another one follows, something happens. */
    private static List<String> listed(VectorizeIndex index, int count, Consumer<VectorizeListPage> between) {
        List<String> listed = new ArrayList<>();
        String cursor = null;
        do {
            VectorizeListPage page =
                    index.listVectors(VectorizeListOptions.ALL.withCount(count).withCursor(cursor));
            assertTrue(
                    page.ids().size() <= count, () -> "a page of " + page.ids().size() + " IDs, not " + count);
            listed.addAll(page.ids());
            cursor = page.cursor();
            if (cursor != null) {
                between.accept(page);
            }
        } while (cursor != null && listed.size() < 2_000);
        return listed;
    }

    private static void assertOnce(List<String> expected, List<String> listed) {
        TreeSet<String> missing = new TreeSet<>(expected);
        listed.forEach(missing::remove);
        TreeSet<String> unknown = new TreeSet<>(listed);
        expected.forEach(unknown::remove);
        assertEquals(Set.of(), missing, "IDs that are missing");
        assertEquals(Set.of(), unknown, "IDs that nobody has written");
        assertEquals(expected.size(), listed.size(), "an ID is listed twice");
    }

    @Rule("VEC-62")
    void listsInPagesOfAnySize(VectorizeIndex index) {
        index.insert(Vectors.many(12));

        for (int count : new int[] {1, 2, 5, 6, 11, 12, 13}) {
            assertOnce(
                    Vectors.ids(12),
                    listed(index, count, page -> assertEquals(count, page.ids().size())));
        }
    }

    @Rule("VEC-62")
    void listsMoreThanOneFullPage(VectorizeIndex index) {
        index.insert(Vectors.many(1_000));
        assertNull(index.listVectors(VectorizeListOptions.ALL).cursor());
        index.upsert(Vectors.many(1_000).subList(0, 1));
        index.insert(List.of(Vectors.any("one more")));

        VectorizeListPage first = index.listVectors(VectorizeListOptions.ALL);

        assertEquals(1_000, first.ids().size());
        assertEquals(1_001, first.totalCount());
        List<String> expected = new ArrayList<>(Vectors.ids(1_000));
        expected.add("one more");
        assertOnce(expected, index.listAllVectors().toList());
    }

    @Rule("VEC-62")
    void losesNoIdWhenListedOnesAreDeleted(VectorizeIndex index) {
        index.insert(Vectors.many(30));
        List<String> deleted = new ArrayList<>();

        List<String> listed = listed(index, 4, page -> {
            deleted.addAll(page.ids().subList(0, 3));
            index.deleteByIds(page.ids().subList(0, 3));
        });

        assertOnce(Vectors.ids(30), listed);
        List<String> rest = new ArrayList<>(Vectors.ids(30));
        rest.removeAll(deleted);
        assertOnce(rest, index.listAllVectors().toList());
    }

    @Rule("VEC-62")
    void losesAndRepeatsNoIdWhenOthersAreWritten(VectorizeIndex index) {
        index.insert(Vectors.many(20));
        List<String> added = new ArrayList<>();

        List<String> listed = new ArrayList<>(listed(index, 4, page -> {
            if (added.size() < 40) {
                List<String> ids =
                        List.of("A" + added.size(), "a" + added.size() + "x", "z" + added.size(), "é" + added.size());
                added.addAll(ids);
                index.insert(ids.stream().map(Vectors::any).toList());
                index.upsert(Vectors.many(20));
            }
        }));

        listed.removeIf(added::contains);
        assertOnce(Vectors.ids(20), listed);
    }

    @Rule("VEC-62")
    void listsIdsOfAnyCharacters(VectorizeIndex index) {
        List<String> ids = List.of("a", "A", "a b", "a%", "é", "～", "😀", "\"", "'", "+", "/", "=", "\n");
        index.insert(ids.stream().map(Vectors::any).toList());

        assertOnce(ids, listed(index, 1, page -> {}));
    }

    @Rule("VEC-62")
    void refusesPagesOfOtherSizesAndOtherCursors(VectorizeIndex index) {
        index.insert(Vectors.many(2));

        for (int count : new int[] {-1, 1_001}) {
            assertThrows(
                    InvalidRequestException.class, () -> index.listVectors(VectorizeListOptions.ALL.withCount(count)));
        }
        assertThrows(
                InvalidRequestException.class,
                () -> index.listVectors(VectorizeListOptions.ALL.withCursor("not a cursor")));
    }

    @Rule("VEC-62")
    void listsNothingOfAnEmptyIndex(VectorizeIndex index) {
        VectorizeListPage page = index.listVectors(VectorizeListOptions.ALL);

        assertEquals(List.of(), page.ids());
        assertEquals(0, page.totalCount());
        assertNull(page.cursor());
        assertEquals(0, index.listAllVectors().count());
    }
}
