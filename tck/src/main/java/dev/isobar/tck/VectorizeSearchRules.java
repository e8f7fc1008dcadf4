package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.spi.Capability;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMatches;
import dev.isobar.vectorize.VectorizeMetric;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;

/** Rules VEC-06, VEC-21, VEC-36, VEC-38, VEC-63 and VEC-65: larger searches, stored queries, and whose the arrays are. */
abstract class VectorizeSearchRules {
    private static final VectorizeFilter DRAMA = VectorizeFilter.where("genre").eq("drama");

    /** Vectors a0, a1, … of which each is farther from the east than the one before, in a shuffled order. */
    private static void insertFan(VectorizeIndex index, int count) {
        List<VectorizeVector> vectors = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double angle = Math.PI * i / count;
            vectors.add(VectorizeVector.of("a" + i, (float) Math.cos(angle), (float) Math.sin(angle), 0));
        }
        Collections.shuffle(vectors, new Random(7));
        index.insert(vectors);
    }

    @Rule(value = "VEC-38", needs = Capability.VECTORIZE_EXACT_SEARCH)
    void findsTheNearestOfAThousand(VectorizeIndex index) {
        insertFan(index, 1_000);

        assertEquals(Vectors.ids(100), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(100))));
        assertEquals(Vectors.ids(1), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(1))));
        assertEquals(
                "a999", Vectors.inOrder(index.query(new float[] {-1, 0, 0})).get(0));
        index.deleteByIds(Vectors.ids(50));
        assertEquals(
                IntStream.range(50, 100).mapToObj(i -> "a" + i).toList(),
                Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY)));
    }

    @Rule(value = "VEC-38", needs = Capability.VECTORIZE_EXACT_SEARCH)
    @Shaped(metric = VectorizeMetric.EUCLIDEAN)
    void findsTheNearestOfAThousandByDistance(VectorizeIndex index) {
        insertFan(index, 1_000);

        assertEquals(Vectors.ids(100), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(100))));
    }

    @Rule(value = "VEC-38", needs = Capability.VECTORIZE_EXACT_SEARCH)
    @Shaped(metric = VectorizeMetric.DOT_PRODUCT)
    void findsTheNearestOfAThousandByDotProduct(VectorizeIndex index) {
        insertFan(index, 1_000);

        assertEquals(Vectors.ids(100), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(100))));
    }

    @Rule(value = "VEC-38", needs = Capability.VECTORIZE_EXACT_SEARCH)
    void breaksTiesByTheBytesOfIds(VectorizeIndex index) {
        List<String> ascending = List.of("!", "1", "10", "9", "A", "B", "a", "aa", "b", "e\u0301", "é", "～", "😀");
        List<String> shuffled = new ArrayList<>(ascending);
        Collections.shuffle(shuffled, new Random(7));
        shuffled.forEach(id -> index.insert(List.of(Vectors.any(id))));

        for (int topK = 1; topK <= ascending.size(); topK++) {
            assertEquals(
                    ascending.subList(0, topK),
                    Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(topK))));
        }
        index.upsert(List.of(Vectors.any("1")));
        assertEquals(ascending, Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY)));
    }

    @Rule("VEC-06")
    void takesAHundredMatchesWithIndexedMetadata(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(Vectors.many(101).stream()
                .map(vector -> vector.withMetadata(Map.of("genre", "drama", "title", "x")))
                .toList());

        VectorizeMatches found =
                index.query(Vectors.EAST, Vectors.MANY.withTopK(100).withReturnMetadata(ReturnMetadata.INDEXED));

        assertEquals(100, found.count());
        found.matches().forEach(match -> assertEquals("{\"genre\":\"drama\"}", String.valueOf(match.metadata())));
    }

    @Rule("VEC-36")
    void queriesByIdWithAllOptions(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(
                VectorizeVector.of("a", 1, 0, 0).withNamespace("n").withMetadata(Map.of("genre", "news")),
                VectorizeVector.of("b", 1, 0.1f, 0).withNamespace("n").withMetadata(Map.of("genre", "drama")),
                VectorizeVector.of("c", 1, 0.2f, 0).withNamespace("n").withMetadata(Map.of("genre", "drama")),
                VectorizeVector.of("d", 1, 0, 0).withNamespace("m").withMetadata(Map.of("genre", "drama"))));
        VectorizeQueryOptions drama = Vectors.everything().withNamespace("n").withFilter(DRAMA);

        List<VectorizeMatch> found = index.queryById("a", drama).matches();

        assertEquals(List.of("b", "c"), Vectors.inOrder(new VectorizeMatches(found)));
        assertArrayEquals(new float[] {1, 0.1f, 0}, found.get(0).values());
        assertEquals("n", found.get(0).namespace());
        assertEquals("{\"genre\":\"drama\"}", String.valueOf(found.get(0).metadata()));
        assertEquals(List.of("b"), Vectors.inOrder(index.queryById("a", drama.withTopK(1))));
        assertNull(index.queryById("a").matches().get(0).values());
    }

    @Rule("VEC-36")
    void queriesByTheLatestValues(VectorizeIndex index) {
        index.insert(List.of(
                VectorizeVector.of("a", 1, 0, 0), VectorizeVector.of("b", 0, 1, 0), VectorizeVector.of("c", 0, 0, 1)));
        index.queryById("a");

        index.upsert(List.of(VectorizeVector.of("a", 0, 0.5f, 1)));

        assertEquals(List.of("a", "c", "b"), Vectors.inOrder(index.queryById("a")));
    }

    @Rule("VEC-65")
    void changesNoArrayThatItWasGiven(VectorizeIndex index) {
        float[] stored = {3, 4, 0};
        float[] asked = {0, 3, 4};

        index.insert(List.of(VectorizeVector.of("a", stored)));
        index.upsert(List.of(VectorizeVector.of("b", stored)));
        index.query(asked);
        index.queryById("a");

        assertArrayEquals(new float[] {3, 4, 0}, stored);
        assertArrayEquals(new float[] {0, 3, 4}, asked);
    }

    @Rule("VEC-65")
    void handsOutCopiesOfMatches(VectorizeIndex index) {
        index.insert(List.of(VectorizeVector.of("a", 3, 4, 0)));

        float[] values =
                index.query(Vectors.EAST, Vectors.everything()).matches().get(0).values();
        if (values == null) {
            throw new AssertionError("no values");
        }
        values[0] = 7;

        assertArrayEquals(new float[] {3, 4, 0}, Vectors.only(index, "a").values());
        assertEquals(0.6, index.query(Vectors.EAST).matches().get(0).score(), 1e-5);
    }

    @Rule(value = "VEC-21", needs = Capability.CONTROLLED_CLOCK)
    void tellsWhenTheLastMutationWasAccepted(SettledIndex settled, TestClock clock) {
        settled.insert(List.of(Vectors.any("a")));
        assertNotNull(settled.describe().processedUpToDatetime());
        clock.advance(Duration.ofHours(1));
        Instant accepted = clock.instant().truncatedTo(ChronoUnit.SECONDS);

        settled.upsert(List.of(Vectors.any("a")));

        Instant told = settled.describe().processedUpToDatetime();
        assertEquals(accepted, told == null ? null : told.truncatedTo(ChronoUnit.SECONDS));
    }

    @Rule("VEC-63")
    void makesAnIndexOfAnotherTypeAfterTheFirstIsGone(VectorizeIndex index) {
        index.createMetadataIndex("year", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("old", Map.of("year", "2020"))));
        index.deleteMetadataIndex("year");
        assertEquals(List.of(), index.metadataIndexes());

        index.createMetadataIndex("year", MetadataIndexType.NUMBER);
        index.insert(List.of(Vectors.with("new", Map.of("year", 2020)), Vectors.with("text", Map.of("year", "2020"))));

        assertEquals(
                List.of("new"),
                Vectors.passing(index, VectorizeFilter.where("year").gte(0)));
        assertEquals(
                List.of(), Vectors.passing(index, VectorizeFilter.where("year").eq("2020")));
        assertTrue(index.metadataIndexes().get(0).indexType() == MetadataIndexType.NUMBER, "the old type is listed");
    }

    @Rule("VEC-54")
    void seesOldVectorsThatAreUpsertedIntoAnIndexMadeAnew(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama")), Vectors.with("b", Map.of("genre", "drama"))));
        index.deleteMetadataIndex("genre");
        index.createMetadataIndex("genre", MetadataIndexType.STRING);

        index.upsert(List.of(Vectors.with("b", Map.of("genre", "drama"))));
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama")), Vectors.with("c", Map.of("genre", "drama"))));

        assertEquals(List.of("b", "c"), Vectors.passing(index, DRAMA));
    }

    @Rule(value = "VEC-53", needs = Capability.VECTORIZE_UNINDEXED_FILTER)
    void matchesNothingAfterTheIndexIsGone(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama"))));

        index.deleteMetadataIndex("genre");

        try {
            assertEquals(List.of(), Vectors.passing(index, DRAMA));
        } catch (InvalidRequestException strict) {
            assertTrue(String.valueOf(strict.getMessage()).contains("genre"));
        }
    }
}
