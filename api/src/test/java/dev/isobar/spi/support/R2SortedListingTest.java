package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.r2.R2Checksums;
import dev.isobar.r2.R2ListOptions.Include;
import dev.isobar.spi.R2Driver.R2Listing;
import dev.isobar.spi.R2Facts;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2ListRequest.Position;
import dev.isobar.spi.R2Meta;
import dev.isobar.spi.Utf8Order;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a page costs, and that it holds what a plain reading of all keys gives. */
class R2SortedListingTest {
    /** Keys in memory that count what is read of them. */
    private static class Counting implements R2SortedStore<Integer> {
        private final TreeSet<String> keys = new TreeSet<>(Utf8Order.INSTANCE);
        private final Set<String> deleted = new HashSet<>();
        private final int mostOfAChunk;
        private int chunks;
        private int read;
        private int described;
        private Set<Include> included = Set.of();

        Counting(int mostOfAChunk, String... keys) {
            this.mostOfAChunk = mostOfAChunk;
            this.keys.addAll(List.of(keys));
        }

        @Override
        public Chunk<Integer> chunk(String from, int atMost) {
            chunks++;
            List<Entry<Integer>> entries = new ArrayList<>();
            for (String key : keys.tailSet(from, true)) {
                if (entries.size() == Math.min(atMost, mostOfAChunk)) {
                    return new Chunk<>(entries, true);
                }
                entries.add(new Entry<>(key, key.length()));
                read++;
            }
            return new Chunk<>(entries, false);
        }

        @Override
        public List<@Nullable R2Meta> describe(List<Entry<Integer>> entries, Set<Include> include) {
            described += entries.size();
            included = include;
            List<@Nullable R2Meta> described = new ArrayList<>();
            entries.forEach(entry -> described.add(deleted.contains(entry.key()) ? null : meta(entry)));
            return described;
        }

        private static R2Meta meta(Entry<Integer> entry) {
            return new R2Meta(entry.key(), "v", entry.data(), "etag", R2Checksums.NONE, Instant.EPOCH, R2Facts.NONE);
        }
    }

    private static R2ListRequest request(
            String prefix, @Nullable String delimiter, @Nullable Position after, int limit) {
        return new R2ListRequest(prefix, delimiter, after, limit, Set.of());
    }

    private static List<String> keys(R2Listing page) {
        return page.objects().stream().map(R2Meta::key).toList();
    }

    @Test
    void readsOneKeyMoreThanThePageHolds() throws Exception {
        Counting store = new Counting(1_000);
        IntStream.range(0, 5_000).forEach(i -> store.keys.add("key%05d".formatted(i)));

        R2Listing page = R2SortedListing.page(request("key", null, null, 100), store);

        assertEquals(100, page.objects().size());
        assertTrue(page.truncated());
        assertEquals(1, store.chunks);
        assertEquals(101, store.read);
        assertEquals(100, store.described);
    }

    @Test
    void describesNothingInsideFoldedPrefixes() throws Exception {
        Counting store = new Counting(1_000);
        for (int folder = 0; folder < 1_000; folder++) {
            for (int file = 0; file < 50; file++) {
                store.keys.add("%04d/%02d".formatted(folder, file));
            }
        }

        R2Listing page = R2SortedListing.page(request("", "/", null, 1_000), store);

        assertEquals(1_000, page.prefixes().size());
        assertFalse(page.truncated());
        assertEquals(0, store.described);
        assertTrue(store.read <= 4 * 1_000 + 20, () -> store.read + " keys were read");
    }

    @Test
    void readsFoldersOfOneFileInFewChunks() throws Exception {
        Counting store = new Counting(1_000);
        IntStream.range(0, 1_000).forEach(i -> store.keys.add("%04d/only".formatted(i)));

        R2Listing page = R2SortedListing.page(request("", "/", null, 1_000), store);

        assertEquals(1_000, page.prefixes().size());
        assertEquals(1_000, store.read);
        assertTrue(store.chunks <= 10, () -> store.chunks + " chunks were read");
    }

    @Test
    void passesOnWhichMetadataIsWanted() throws Exception {
        Counting store = new Counting(10, "a");

        R2SortedListing.page(new R2ListRequest("", null, null, 10, Set.of(Include.HTTP_METADATA)), store);

        assertEquals(Set.of(Include.HTTP_METADATA), store.included);
    }

    @Test
    void leavesOutWhatWasDeletedMeanwhile() throws Exception {
        Counting store = new Counting(10, "a", "b", "c", "d", "e");
        store.deleted.addAll(List.of("a", "b", "d"));

        R2Listing page = R2SortedListing.page(request("", null, null, 2), store);

        assertEquals(List.of("c"), keys(page));
        assertTrue(page.truncated());
    }

    @Test
    void readsTheSameInChunksOfAnySize() throws Exception {
        Random random = new Random(7);
        String[] pieces = {"a", "b", "/", "//", "\uFFFD", "\uD83D\uDE00", "\0"};
        for (int round = 0; round < 300; round++) {
            Counting small = new Counting(1 + random.nextInt(3));
            Counting large = new Counting(1_000);
            for (int i = 0; i < 40; i++) {
                StringBuilder key = new StringBuilder();
                for (int length = random.nextInt(5); length >= 0; length--) {
                    key.append(pieces[random.nextInt(pieces.length)]);
                }
                small.keys.add(key.toString());
            }
            large.keys.addAll(small.keys);
            String prefix = random.nextBoolean() ? "" : "a";
            String delimiter = random.nextInt(3) == 0 ? null : "/";
            int limit = 1 + random.nextInt(6);

            assertEquals(all(large, prefix, delimiter, 1_000), all(small, prefix, delimiter, limit));
        }
    }

    /** All entries of all pages, in the order of their bytes. */
    private static List<String> all(Counting store, String prefix, @Nullable String delimiter, int limit)
            throws Exception {
        List<String> entries = new ArrayList<>();
        Position after = null;
        R2Listing page;
        do {
            page = R2SortedListing.page(request(prefix, delimiter, after, limit), store);
            assertTrue(page.objects().size() + page.prefixes().size() <= limit);
            TreeSet<String> sorted = new TreeSet<>(Utf8Order.INSTANCE);
            sorted.addAll(keys(page));
            sorted.addAll(page.prefixes());
            entries.addAll(sorted);
            if (page.truncated()) {
                after = new Position(sorted.last(), page.prefixes().contains(sorted.last()));
            }
        } while (page.truncated());
        assertEquals(entries.stream().distinct().toList(), entries);
        return entries;
    }

    @Test
    void refusesAStoreThatDoesNotAdvance() {
        R2SortedStore<Integer> stuck = new Counting(10, "a", "b", "c") {
            @Override
            public Chunk<Integer> chunk(String from, int atMost) {
                return super.chunk("", 1);
            }
        };

        assertThrows(IllegalStateException.class, () -> R2SortedListing.page(request("", null, null, 2), stuck));
    }

    @Test
    void refusesAStoreThatPromisesMoreAndGivesNothing() {
        R2SortedStore<Integer> empty = new Counting(10, "a") {
            @Override
            public Chunk<Integer> chunk(String from, int atMost) {
                return new Chunk<>(List.of(), true);
            }
        };

        assertThrows(IllegalStateException.class, () -> R2SortedListing.page(request("", null, null, 2), empty));
    }
}
