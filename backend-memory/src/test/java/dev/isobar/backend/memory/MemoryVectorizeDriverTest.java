package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Failure;
import dev.isobar.spi.MetadataCondition;
import dev.isobar.spi.MetadataIndex;
import dev.isobar.spi.MetadataValue;
import dev.isobar.spi.Settings;
import dev.isobar.spi.UnindexedPropertyException;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.VectorizeDriver.VectorMatch;
import dev.isobar.spi.VectorizeDriver.VectorQuery;
import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.spi.VectorizeDriver.Wanted;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One vector index in memory, as its driver is called: versions, indexes, listings, writers. */
class MemoryVectorizeDriverTest {
    private static final Instant START = Instant.parse("2026-03-04T05:06:07Z");

    private final AtomicReference<Instant> now = new AtomicReference<>(START);

    private VectorizeDriver driver(Map<String, String> settings) {
        return new MemoryBackend(now::get, now::get)
                .vectorize(new BindingTarget("INDEX", null, Settings.of("memory", settings)));
    }

    private static VectorRecord vector(String id, float... values) {
        return new VectorRecord(id, values, null, null);
    }

    private static VectorRecord withMetadata(String id, String json) {
        ObjectNode metadata = (ObjectNode) JsonMapper.shared().readTree(json.replace('\'', '"'));
        return new VectorRecord(id, new float[] {1}, null, metadata);
    }

    private static VectorQuery query(MetadataCondition... filter) {
        return new VectorQuery(new float[] {1}, 100, null, List.of(filter), false, Wanted.NONE);
    }

    private static MetadataCondition drama() {
        return new MetadataCondition.OneOf("genre", Set.of(text("drama")));
    }

    private static MetadataValue text(String value) {
        ObjectNode metadata = JsonMapper.shared().createObjectNode().put("genre", value);
        MetadataValue found = new MetadataIndex("genre", MetadataIndex.Type.STRING).valueIn(metadata);
        if (found == null) {
            throw new AssertionError("a text has a value");
        }
        return found;
    }

    private static List<String> ids(List<VectorMatch> matches) {
        return matches.stream().map(VectorMatch::id).toList();
    }

    @Test
    void refusesABatchOfOtherDimensionsAsAConflict() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        driver.write(List.of(vector("a", 1, 2)), true);

        RuntimeException taken =
                assertThrows(RuntimeException.class, () -> driver.write(List.of(vector("b", 1)), true));

        assertEquals(Failure.CONFLICT, driver.classify(taken));
        assertEquals(Failure.UNEXPECTED, driver.classify(new IllegalStateException()));
        assertEquals(1, driver.info().vectors());
        assertEquals(2, driver.info().dimensions());
    }

    @Test
    void keepsItsDimensionsUndecidedWhileNothingIsWritten() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        driver.write(List.of(), true);
        driver.delete(List.of("a"));
        assertEquals(0, driver.info().dimensions());

        driver.write(List.of(vector("a", 1, 2, 3)), false);
        assertEquals(3, driver.info().dimensions());
    }

    @Test
    void replacesOnlyWhereItIsTold() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        driver.write(List.of(vector("a", 1)), false);
        driver.write(List.of(vector("a", 2)), false);
        assertEquals(1f, driver.get(List.of("a")).get(0).values()[0]);
        driver.write(List.of(vector("a", 3)), true);
        assertEquals(3f, driver.get(List.of("a")).get(0).values()[0]);
        assertEquals(1, driver.info().vectors());
    }

    @Test
    void keepsTheLiveVectorsWhenItDropsOldVersions() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        driver.write(IntStream.range(0, 40).mapToObj(i -> vector("v" + i, i, 1)).toList(), true);
        for (int round = 1; round <= 5; round++) {
            float value = round;
            driver.write(
                    IntStream.range(0, 10)
                            .mapToObj(i -> vector("v" + i, value, 2))
                            .toList(),
                    true);
            driver.delete(List.of("v" + (39 - round)));
        }
        List<String> gone = IntStream.range(10, 34).mapToObj(i -> "v" + i).toList();
        driver.delete(gone);
        driver.write(List.of(vector("late", 9, 9)), true);

        assertEquals(12, driver.info().vectors());
        assertEquals(List.of(), driver.get(gone));
        assertEquals(5f, driver.get(List.of("v3")).get(0).values()[0]);
        assertEquals(39f, driver.get(List.of("v39")).get(0).values()[0]);
        assertEquals(9f, driver.get(List.of("late")).get(0).values()[1]);
        assertEquals(
                12,
                driver.query(new VectorQuery(new float[] {1, 1}, 100, null, List.of(), false, Wanted.NONE))
                        .size());
    }

    @Test
    void listsIdsInPages() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        driver.write(List.of(vector("c", 1), vector("a", 1), vector("b", 1), vector("d", 1)), true);
        driver.delete(List.of("b"));

        VectorizeDriver.VectorListing first = driver.list(null, 2);
        assertEquals(List.of("a", "c"), first.ids());
        assertEquals("c", first.next());
        assertEquals(3, first.total());
        VectorizeDriver.VectorListing last = driver.list(first.next(), 2);
        assertEquals(List.of("d"), last.ids());
        assertNull(last.next());
        assertEquals(List.of("a", "c", "d"), driver.list(null, 3).ids());
        assertNull(driver.list(null, 3).next());
    }

    @Test
    void matchesNothingWhereAPropertyHasNoIndex() throws Exception {
        VectorizeDriver lenient = driver(Map.of());
        lenient.write(List.of(withMetadata("a", "{'genre': 'drama'}")), true);
        assertEquals(List.of(), lenient.query(query(drama())));
        assertEquals(List.of("a"), ids(lenient.query(query())));

        VectorizeDriver strict = driver(Map.of("unindexedFilter", "strict"));
        strict.write(List.of(withMetadata("a", "{'genre': 'drama'}")), true);
        assertEquals(
                "genre",
                assertThrows(UnindexedPropertyException.class, () -> strict.query(query(drama())))
                        .property());
    }

    @Test
    void indexesWhatIsWrittenAfterTheIndexWasMade() throws Exception {
        MetadataIndex genre = new MetadataIndex("genre", MetadataIndex.Type.STRING);
        VectorizeDriver driver = driver(Map.of());
        driver.write(List.of(withMetadata("before", "{'genre': 'drama', 'n': 1}")), true);
        driver.createMetadataIndex(genre);
        driver.createMetadataIndex(genre);
        assertEquals(List.of(genre), driver.metadataIndexes());
        driver.write(
                List.of(
                        withMetadata("after", "{'genre': 'drama', 'n': 1}"),
                        withMetadata("other", "{'genre': 'crime'}"),
                        vector("none", 1)),
                true);

        assertEquals(List.of("after"), ids(driver.query(query(drama()))));
        List<VectorMatch> indexed =
                driver.query(new VectorQuery(new float[] {1}, 10, null, List.of(), false, Wanted.INDEXED));
        assertEquals(
                List.of("after {\"genre\":\"drama\"}", "before {}", "none null", "other {\"genre\":\"crime\"}"),
                indexed.stream()
                        .map(match -> match.id() + " " + match.metadata())
                        .toList());

        driver.deleteMetadataIndex("genre");
        assertEquals(List.of(), driver.metadataIndexes());
        assertEquals(List.of(), driver.query(query(drama())));
    }

    @Test
    void letsOthersWriteAfterAnIndexWasMadeOrEnded() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            driver.createMetadataIndex(new MetadataIndex("genre", MetadataIndex.Type.STRING));
            String first = other.submit(() -> driver.write(List.of(vector("a", 1)), true))
                    .get(30, TimeUnit.SECONDS);
            driver.deleteMetadataIndex("genre");
            String second = other.submit(() -> driver.write(List.of(vector("b", 1)), true))
                    .get(30, TimeUnit.SECONDS);

            driver.delete(List.of("a"));
            String third = other.submit(() -> driver.write(List.of(vector("c", 1)), true))
                    .get(30, TimeUnit.SECONDS);

            assertNotEquals(first, second);
            assertTrue(driver.processed(third));
            assertEquals(2, driver.info().vectors());
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void showsAWriteWhenItsTimeHasCome() throws Exception {
        VectorizeDriver driver = driver(Map.of("visibility", "2s", "metadataIndexes", "genre:string"));
        String written = driver.write(List.of(withMetadata("a", "{'genre': 'drama'}")), true);
        assertEquals(0, driver.info().vectors());
        assertNull(driver.info().processedAt());
        assertEquals(List.of(), driver.get(List.of("a")));
        assertEquals(List.of(), driver.query(query()));
        assertEquals(List.of(), driver.list(null, 5).ids());
        assertFalse(driver.processed(written));

        now.set(START.plus(Duration.ofSeconds(2)));
        assertTrue(driver.processed(written));
        assertEquals(START, driver.info().processedAt());
        assertEquals(written, driver.info().processed());
        assertEquals(List.of("a"), ids(driver.query(query(drama()))));
        String deleted = driver.delete(List.of("a"));
        driver.write(List.of(vector("a", 5)), true);
        assertEquals(1f, driver.get(List.of("a")).get(0).values()[0]);
        assertFalse(driver.processed(deleted));
        now.set(START.plus(Duration.ofSeconds(4)));
        assertEquals(5f, driver.get(List.of("a")).get(0).values()[0]);
    }

    @Test
    void freesVersionsUnderSteadyWrites() throws Exception {
        MemoryVectorizeDriver driver = (MemoryVectorizeDriver) driver(Map.of("visibility", "1s"));
        for (int i = 0; i < 5_000; i++) {
            driver.write(List.of(vector("v" + i % 20, i)), true);
            now.set(now.get().plus(Duration.ofMillis(100)));
        }

        assertTrue(driver.occupied() < 100, driver.occupied() + " versions of 20 vectors");
        for (int i = 0; i < 10; i++) {
            float expected = 4_990 + i - 20 + (i < 1 ? 20 : 0);
            assertEquals(expected, driver.get(List.of("v" + (10 + i))).get(0).values()[0], "v" + (10 + i));
        }
    }

    @Test
    void showsEachWriteInItsTurnWhileVersionsAreFreed() throws Exception {
        MemoryVectorizeDriver driver = (MemoryVectorizeDriver) driver(Map.of("visibility", "3s"));
        for (int second = 0; second < 500; second++) {
            driver.write(List.of(vector("a", second), vector("b", -second)), true);
            if (second % 7 == 0) {
                driver.delete(List.of("b"));
            }
            int seen = second - 3;
            assertEquals(seen < 0 ? List.of() : List.of((float) seen), values(driver, "a"), "second " + second);
            assertEquals(
                    seen < 0 || seen % 7 == 0 ? List.of() : List.of((float) -seen),
                    values(driver, "b"),
                    "second " + second);
            assertEquals(
                    seen < 0 ? 0 : seen % 7 == 0 ? 1 : 2, driver.query(query()).size());
            now.set(now.get().plus(Duration.ofSeconds(1)));
        }
        assertTrue(driver.occupied() < 50, driver.occupied() + " versions of 2 vectors");
    }

    private static List<Float> values(VectorizeDriver driver, String id) throws Exception {
        return driver.get(List.of(id)).stream().map(found -> found.values()[0]).toList();
    }

    @Test
    void freesVersionsOfWritesThatComeFasterThanTheyAreSeen() throws Exception {
        MemoryVectorizeDriver driver = (MemoryVectorizeDriver) driver(Map.of("visibility", "64s"));
        String latest = "";
        for (int i = 0; i < 50_000; i++) {
            latest = driver.write(List.of(vector("v" + i % 10, i), vector("w", -i)), true);
            if (i % 3 == 0) {
                driver.delete(List.of("w"));
            }
            now.set(now.get().plus(Duration.ofMillis(1)));
        }
        assertTrue(driver.occupied() < 8_000, driver.occupied() + " versions of 11 vectors");
        assertFalse(driver.processed(latest));

        now.set(START.plus(Duration.ofSeconds(64 + 30)));
        float seen = driver.get(List.of("v0")).get(0).values()[0];
        assertTrue(seen > 28_900 && seen <= 30_000, seen + " is seen after 30,000 writes");
        now.set(START.plus(Duration.ofSeconds(64 + 50)));

        assertTrue(driver.processed(latest));
        for (int i = 0; i < 10; i++) {
            assertEquals(49_990f + i, driver.get(List.of("v" + i)).get(0).values()[0]);
        }
        assertEquals(-49_999f, driver.get(List.of("w")).get(0).values()[0]);
        assertEquals(11, driver.query(query()).size());
        driver.write(List.of(vector("v0", 0)), true);
        assertTrue(driver.occupied() < 50, driver.occupied() + " versions of 11 vectors");
    }

    @Test
    void freesVersionsWhenItIsReadAfterManyWrites() throws Exception {
        MemoryVectorizeDriver driver = (MemoryVectorizeDriver) driver(Map.of("visibility", "1s"));
        for (int i = 0; i < 1_000; i++) {
            driver.write(List.of(vector("v", i)), true);
        }
        now.set(START.plus(Duration.ofSeconds(1)));

        assertEquals(999f, driver.get(List.of("v")).get(0).values()[0]);

        assertEquals(1, driver.occupied());
        assertEquals(999f, driver.get(List.of("v")).get(0).values()[0]);
    }

    @Test
    void givesEachChangeAnIdOfItsOwn() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        List<String> ids = List.of(
                driver.write(List.of(vector("a", 1)), true),
                driver.delete(List.of("a")),
                driver.createMetadataIndex(new MetadataIndex("genre", MetadataIndex.Type.STRING)),
                driver.deleteMetadataIndex("genre"));

        assertEquals(4, Set.copyOf(ids).size());
        for (String id : ids) {
            assertTrue(driver.processed(id), id);
        }
        assertEquals(ids.get(3), driver.info().processed());
    }

    @Test
    void returnsValuesOnlyWhereTheyAreAskedFor() throws Exception {
        VectorizeDriver driver = driver(Map.of("metric", "euclidean"));
        driver.write(List.of(vector("a", 3, 4)), true);
        float[] east = {1, 0};

        VectorMatch with = driver.query(new VectorQuery(east, 1, null, List.of(), true, Wanted.NONE))
                .get(0);
        VectorMatch without = driver.query(new VectorQuery(east, 1, null, List.of(), false, Wanted.ALL))
                .get(0);

        assertArrayEquals(new float[] {3, 4}, with.values());
        assertNull(without.values());
    }

    @Test
    void saysWhetherItsReadersSeeTheirWrites() {
        assertTrue(driver(Map.of()).capabilities().has(Capability.READ_YOUR_WRITES));
        assertFalse(driver(Map.of()).capabilities().has(Capability.EVENTUAL));
        VectorizeDriver delayed = driver(Map.of("visibility", "2s"));
        assertTrue(delayed.capabilities().has(Capability.EVENTUAL));
        assertFalse(delayed.capabilities().has(Capability.READ_YOUR_WRITES));
        assertEquals(Duration.ofSeconds(2), delayed.capabilities().visibility());
    }

    @Test
    void knowsItsOwnMutationsAlone() throws Exception {
        VectorizeDriver driver = driver(Map.of());
        String own = driver.write(List.of(vector("a", 1)), true);
        String foreign = driver(Map.of()).write(List.of(vector("a", 1)), true);
        List<Boolean> known = new ArrayList<>();
        for (@Nullable String id : List.of(own, foreign, "none", own.substring(0, 19) + "8000-000000000000")) {
            known.add(driver.processed(String.valueOf(id)));
        }

        assertEquals(List.of(true, false, false, false), known);
    }
}
