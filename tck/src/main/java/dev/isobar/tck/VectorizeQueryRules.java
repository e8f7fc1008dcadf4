package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.Map;

/** Rules VEC-30 to VEC-37: how many are found, among which, and what is returned of them. */
abstract class VectorizeQueryRules {
    @Rule("VEC-30")
    void findsFiveUnlessAsked(VectorizeIndex index) {
        index.insert(Vectors.many(7));

        assertEquals(5, index.query(Vectors.EAST).count());
        assertEquals(5, index.queryById("a1").matches().size());
        assertEquals(
                2,
                index.query(Vectors.EAST, VectorizeQueryOptions.NONE.withTopK(2))
                        .count());
        assertEquals(
                7,
                index.query(Vectors.EAST, VectorizeQueryOptions.NONE.withTopK(20))
                        .count());
    }

    @Rule("VEC-30")
    void refusesLessThanOne(VectorizeIndex index) {
        for (int topK : new int[] {0, -1}) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> index.query(Vectors.EAST, VectorizeQueryOptions.NONE.withTopK(topK)));
        }
    }

    @Rule("VEC-31")
    void takesTheBestOfThoseThatPass(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(
                VectorizeVector.of("near", 1, 0, 0).withMetadata(Map.of("genre", "news")),
                VectorizeVector.of("nearer", 1, 0.1f, 0).withMetadata(Map.of("genre", "news")),
                VectorizeVector.of("far", 0.1f, 1, 0).withMetadata(Map.of("genre", "drama")),
                VectorizeVector.of("farther", 0, 1, 0)
                        .withMetadata(Map.of("genre", "drama"))
                        .withNamespace("n")));
        VectorizeQueryOptions drama = VectorizeQueryOptions.NONE.withFilter(
                VectorizeFilter.where("genre").eq("drama"));

        assertEquals(List.of("far"), Vectors.inOrder(index.query(Vectors.EAST, drama.withTopK(1))));
        assertEquals(List.of("far", "farther"), Vectors.inOrder(index.query(Vectors.EAST, drama.withTopK(5))));
        assertEquals(
                List.of("farther"),
                Vectors.inOrder(index.query(Vectors.EAST, drama.withTopK(1).withNamespace("n"))));
    }

    @Rule("VEC-32")
    void returnsIdsAndScoresUnlessAsked(VectorizeIndex index) {
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama"))));

        VectorizeMatch match = index.query(Vectors.EAST).matches().get(0);

        assertNull(match.values());
        assertNull(match.namespace());
        assertNull(match.metadata());
    }

    @Rule("VEC-32")
    void returnsWhatIsAskedFor(VectorizeIndex index) {
        VectorizeVector stored = Vectors.with("a", Map.of("genre", "drama")).withNamespace("n");
        index.insert(List.of(stored));

        VectorizeMatch match = index.query(
                        Vectors.EAST, Vectors.MANY.withReturnValues(true).withReturnMetadata(ReturnMetadata.ALL))
                .matches()
                .get(0);

        assertArrayEquals(stored.values(), match.values());
        assertEquals("n", match.namespace());
        assertEquals(stored.metadata(), match.metadata());
    }

    @Rule("VEC-33")
    void returnsIndexedPropertiesOnly(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.createMetadataIndex("made.year", MetadataIndexType.NUMBER);
        index.createMetadataIndex("made.by.name", MetadataIndexType.STRING);
        Map<String, ?> made =
                Map.of("year", 2020, "where", "Rome", "by", Map.of("name", "Ada", "team", List.of("Bea")));
        Map<String, ?> metadata = Map.of("genre", "drama", "title", "x", "made", made);
        index.insert(List.of(Vectors.with("a", metadata)));

        VectorizeMatch match = index.query(Vectors.EAST, Vectors.MANY.withReturnMetadata(ReturnMetadata.INDEXED))
                .matches()
                .get(0);

        assertEquals(
                Vectors.with("a", Map.of("genre", "drama", "made", Map.of("year", 2020, "by", Map.of("name", "Ada"))))
                        .metadata(),
                match.metadata());
    }

    @Rule("VEC-33")
    void returnsAllMetadataUncut(VectorizeIndex index) {
        index.createMetadataIndex("title", MetadataIndexType.STRING);
        VectorizeVector stored = Vectors.with("a", Map.of("title", "é".repeat(100), "other", "x"));
        index.insert(List.of(stored));

        VectorizeMatch match = index.query(Vectors.EAST, Vectors.MANY.withReturnMetadata(ReturnMetadata.ALL))
                .matches()
                .get(0);

        assertEquals(stored.metadata(), match.metadata());
    }

    @Rule("VEC-36")
    void findsTheNeighboursOfAStoredVector(VectorizeIndex index) {
        index.insert(List.of(
                VectorizeVector.of("a", 0, 1, 0),
                VectorizeVector.of("b", 0, 1, 0.1f),
                VectorizeVector.of("c", 1, 0, 0)));

        assertEquals(List.of("a", "b", "c"), Vectors.inOrder(index.queryById("a")));
        assertEquals(Vectors.inOrder(index.query(new float[] {0, 1, 0})), Vectors.inOrder(index.queryById("a")));
    }

    @Rule("VEC-36")
    void findsNothingForAnUnknownVector(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a")));

        List<String> found;
        try {
            found = Vectors.inOrder(index.queryById("unknown"));
        } catch (InvalidRequestException refused) {
            found = List.of();
        }

        assertEquals(List.of(), found);
    }

    @Rule("VEC-37")
    void keepsToANamespace(VectorizeIndex index) {
        index.insert(List.of(
                Vectors.any("a").withNamespace("one"), Vectors.any("b").withNamespace("two"), Vectors.any("c")));

        assertEquals(List.of("a"), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("one"))));
        assertEquals(List.of(), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("three"))));
        assertEquals(List.of("b"), Vectors.inOrder(index.queryById("a", Vectors.MANY.withNamespace("two"))));
        assertEquals(List.of("a", "b", "c"), Vectors.passingAll(index));
    }
}
