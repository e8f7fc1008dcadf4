package dev.isobar.internal.vectorize;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.VectorizeDriver.VectorListing;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The calls of an index that only shorten others. */
class VectorizeShortCallsTest {
    private final RecordingIndex driver = new RecordingIndex();
    private final VectorizeIndex index = driver.portable();

    @Test
    void queriesWithTheUsualOptions() {
        driver.matches = List.of(new VectorMatch("a", 1, null, null, null));
        driver.stored = List.of(new VectorRecord("a", new float[] {3, 2, 1}, null, null));

        assertEquals(1, index.query(new float[] {1, 2, 3}).count());
        assertEquals(1, index.queryById("a").count());
        assertEquals(
                1,
                index.query(VectorizeVector.of("b", 4, 5, 6), VectorizeQueryOptions.NONE.withTopK(7))
                        .count());

        assertArrayEquals(new float[] {1, 2, 3}, driver.queries.get(0).values());
        assertEquals(5, driver.queries.get(0).topK());
        assertArrayEquals(new float[] {3, 2, 1}, driver.queries.get(1).values());
        assertArrayEquals(new float[] {4, 5, 6}, driver.queries.get(2).values());
        assertEquals(7, driver.queries.get(2).topK());
    }

    @Test
    void listsPageAfterPageWhenItIsAskedFor() {
        driver.listing = new VectorListing(List.of("a", "b"), 3, "b");
        Stream<String> all = index.listAllVectors();
        assertEquals(List.of("list 1000 after null"), driver.calls());
        driver.listing = new VectorListing(List.of("c"), 3, null);

        assertEquals(List.of("a", "b", "c"), all.toList());
        assertEquals(List.of("list 1000 after b"), driver.calls());
    }
}
