package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2HTTPMetadata;
import dev.isobar.r2.R2ListOptions;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.r2.R2Object;
import dev.isobar.r2.R2Objects;
import dev.isobar.r2.R2PutOptions;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Rules R2-LIST-05 to R2-LIST-07: how a listing goes on, and what its objects tell. */
abstract class R2PageRules {
    private static void store(R2Bucket bucket, String... keys) {
        List.of(keys).forEach(key -> bucket.put(key, "content"));
    }

    private static R2ListOptions limit(int limit) {
        return R2ListOptions.ALL.withLimit(limit);
    }

    private static R2ListOptions folded(int limit) {
        return R2ListOptions.ALL.withDelimiter("/").withLimit(limit);
    }

    /** All pages, each entry a text: keys as they are, folded prefixes in brackets. */
    private static List<List<String>> pages(R2Bucket bucket, R2ListOptions options) {
        List<List<String>> pages = new ArrayList<>();
        R2Objects page = bucket.list(options);
        while (true) {
            List<String> entries = new ArrayList<>(R2Text.keys(page));
            page.delimitedPrefixes().forEach(prefix -> entries.add("[" + prefix + "]"));
            pages.add(entries);
            assertEquals(page.truncated(), page.cursor() != null);
            if (!page.truncated()) {
                return pages;
            }
            assertTrue(pages.size() < 100, "the listing does not end");
            page = bucket.list(options.withCursor(page.cursor()));
        }
    }

    @Rule("R2-LIST-05")
    void goesOnWhileTruncated(R2Bucket bucket) {
        store(bucket, "a", "b", "c", "d", "e");

        assertEquals(List.of(List.of("a", "b"), List.of("c", "d"), List.of("e")), pages(bucket, limit(2)));
    }

    @Rule("R2-LIST-05")
    void isNotTruncatedAtItsExactEnd(R2Bucket bucket) {
        store(bucket, "a", "b", "d/1", "d/2");

        assertFalse(bucket.list(limit(4)).truncated());
        assertFalse(bucket.list(folded(3)).truncated());
        assertTrue(bucket.list(folded(2)).truncated());
    }

    @Rule("R2-LIST-05")
    void showsEachFoldedPrefixOnceInItsPlace(R2Bucket bucket) {
        store(bucket, "a", "d1/x", "d1/y", "d2/x", "d2/y", "e");

        assertEquals(List.of(List.of("a", "[d1/]"), List.of("e", "[d2/]")), pages(bucket, folded(2)));
        assertEquals(List.of(List.of("a"), List.of("[d1/]"), List.of("[d2/]"), List.of("e")), pages(bucket, folded(1)));
    }

    @Rule("R2-LIST-05")
    void goesOnRightAfterAFoldedPrefix(R2Bucket bucket) {
        store(bucket, "d/1", "d/2", "d0", "d0/1", "d1");

        assertEquals(
                List.of(List.of("[d/]"), List.of("d0"), List.of("[d0/]"), List.of("d1")), pages(bucket, folded(1)));
    }

    @Rule("R2-LIST-06")
    void continuesAnyNumberOfTimes(R2Bucket bucket) {
        store(bucket, "a", "b", "c", "d");
        R2ListOptions rest = R2ListOptions.ALL.withCursor(bucket.list(limit(2)).cursor());

        List<String> first = R2Text.keys(bucket.list(rest));
        List<String> second = R2Text.keys(bucket.list(rest));

        assertEquals(List.of("c", "d"), first);
        assertEquals(first, second);
    }

    @Rule("R2-LIST-06")
    void survivesChangesBetweenPages(R2Bucket bucket) {
        store(bucket, "a", "b", "c", "d");
        R2ListOptions rest = R2ListOptions.ALL.withCursor(bucket.list(limit(2)).cursor());

        bucket.delete("b");
        store(bucket, "aa", "bb");

        assertEquals(List.of("bb", "c", "d"), R2Text.keys(bucket.list(rest)));
    }

    @Rule("R2-LIST-06")
    void takesTheLaterOfCursorAndStart(R2Bucket bucket) {
        store(bucket, "a", "b", "c", "d", "e");
        R2ListOptions rest = R2ListOptions.ALL.withCursor(bucket.list(limit(2)).cursor());

        assertEquals(List.of("e"), R2Text.keys(bucket.list(rest.withStartAfter("d"))));
        assertEquals(List.of("c", "d", "e"), R2Text.keys(bucket.list(rest.withStartAfter("a"))));
    }

    @Rule("R2-LIST-07")
    void leavesOutMetadataByDefault(R2Bucket bucket) {
        storeWithMetadata(bucket);

        R2Object plain = listed(bucket);

        assertNull(plain.httpMetadata());
        assertNull(plain.customMetadata());
    }

    @Rule(value = "R2-LIST-07", needs = Capability.R2_LIST_METADATA)
    void leavesOutWhatWasNotAskedFor(R2Bucket bucket) {
        storeWithMetadata(bucket);

        R2Object custom = listed(bucket, Include.CUSTOM_METADATA);
        R2Object http = listed(bucket, Include.HTTP_METADATA);

        assertNull(custom.httpMetadata());
        assertNull(http.customMetadata());
    }

    @Rule(value = "R2-LIST-07", without = Capability.R2_LIST_METADATA)
    void refusesToIncludeMetadata(R2Bucket bucket) {
        for (Include part : Include.values()) {
            UnsupportedCapabilityException refused =
                    assertThrows(UnsupportedCapabilityException.class, () -> listed(bucket, part));

            assertEquals("r2-list-metadata", refused.capability());
        }
    }

    @Rule(value = "R2-LIST-07", needs = Capability.R2_LIST_METADATA)
    void includesWhatWasAskedFor(R2Bucket bucket) {
        storeWithMetadata(bucket);

        R2Object custom = listed(bucket, Include.CUSTOM_METADATA);
        R2Object both = listed(bucket, Include.HTTP_METADATA, Include.CUSTOM_METADATA);

        assertEquals(Map.of("author", "ada"), custom.customMetadata());
        assertEquals(Map.of("author", "ada"), both.customMetadata());
        assertEquals(R2HTTPMetadata.ofContentType("text/plain"), both.httpMetadata());
    }

    private static void storeWithMetadata(R2Bucket bucket) {
        R2PutOptions options = R2PutOptions.NONE
                .withHttpMetadata(R2HTTPMetadata.ofContentType("text/plain"))
                .withCustomMetadata(Map.of("author", "ada"));
        assertNotNull(bucket.put("letter", "hello", options));
    }

    private static R2Object listed(R2Bucket bucket, Include... include) {
        return bucket.list(R2ListOptions.ALL.withInclude(include)).objects().get(0);
    }
}
