package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import tools.jackson.databind.JsonNode;

/** Rules VEC-01, VEC-10 to VEC-17 and VEC-64: what writes do. */
abstract class VectorizeWriteRules {
    @Rule("VEC-01")
    void answersWithTheIdOfTheMutation(VectorizeIndex index) {
        List<String> mutations = List.of(
                index.insert(List.of(Vectors.any("a"))),
                index.upsert(List.of(Vectors.any("a"))),
                index.deleteByIds(List.of("a")));

        assertEquals(3, mutations.stream().distinct().count());
        mutations.forEach(id -> assertDoesNotThrow(() -> UUID.fromString(id), "the ID of a mutation is a UUID"));
    }

    @Rule("VEC-10")
    void insertLeavesPresentVectorsAlone(VectorizeIndex index) {
        index.insert(List.of(VectorizeVector.of("a", 1, 0, 0).withMetadata(Map.of("take", 1))));

        index.insert(List.of(VectorizeVector.of("a", 0, 1, 0), VectorizeVector.of("b", 0, 0, 1)));

        assertArrayEquals(new float[] {1, 0, 0}, Vectors.only(index, "a").values());
        assertEquals("{\"take\":1}", String.valueOf(Vectors.only(index, "a").metadata()));
        assertArrayEquals(new float[] {0, 0, 1}, Vectors.only(index, "b").values());
    }

    @Rule("VEC-11")
    void upsertReplacesTheWholeVector(VectorizeIndex index) {
        index.upsert(List.of(VectorizeVector.of("a", 1, 0, 0).withNamespace("n").withMetadata(Map.of("take", 1))));

        index.upsert(List.of(VectorizeVector.of("a", 0, 1, 0)));

        VectorizeVector stored = Vectors.only(index, "a");
        assertArrayEquals(new float[] {0, 1, 0}, stored.values());
        assertNull(stored.namespace());
        assertNull(stored.metadata());
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule("VEC-12")
    void insertKeepsTheFirstOfOneId(VectorizeIndex index) {
        index.insert(List.of(VectorizeVector.of("a", 1, 0, 0), VectorizeVector.of("a", 0, 1, 0)));

        assertArrayEquals(new float[] {1, 0, 0}, Vectors.only(index, "a").values());
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule("VEC-12")
    void upsertKeepsTheLastOfOneId(VectorizeIndex index) {
        index.upsert(List.of(VectorizeVector.of("a", 1, 0, 0), VectorizeVector.of("a", 0, 1, 0)));

        assertArrayEquals(new float[] {0, 1, 0}, Vectors.only(index, "a").values());
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule("VEC-13")
    void insertKnowsIdsOfOtherNamespaces(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a").withNamespace("one")));

        index.insert(List.of(Vectors.any("a").withNamespace("two")));

        assertEquals("one", Vectors.only(index, "a").namespace());
    }

    @Rule("VEC-13")
    void upsertMovesToAnotherNamespace(VectorizeIndex index) {
        index.upsert(List.of(Vectors.any("a").withNamespace("one")));

        index.upsert(List.of(Vectors.any("a").withNamespace("two")));

        assertEquals(List.of(), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("one"))));
        assertEquals(List.of("a"), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("two"))));
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule("VEC-15")
    void keepsTheBitsOfFloats(VectorizeIndex index) {
        float[] values = {58.8f, Float.MIN_VALUE, -1.1754944E-38f};

        index.insert(List.of(VectorizeVector.of("a", values)));

        float[] stored = Vectors.only(index, "a").values();
        assertEquals(58.79999923706055, stored[0]);
        assertArrayEquals(values, stored);
    }

    @Rule("VEC-15")
    void refusesWhatIsNoNumber(VectorizeIndex index) {
        for (float strange : new float[] {Float.NaN, Float.POSITIVE_INFINITY, Float.NEGATIVE_INFINITY}) {
            VectorizeVector vector = VectorizeVector.of("a", 0, strange, 0);

            assertThrows(InvalidRequestException.class, () -> index.insert(List.of(vector)));
            assertThrows(InvalidRequestException.class, () -> index.upsert(List.of(vector)));
            assertThrows(InvalidRequestException.class, () -> index.query(vector.values()));
        }
        assertEquals(0, index.describe().vectorCount());
    }

    @Rule("VEC-16")
    void returnsMetadataAsItWasStored(VectorizeIndex index) {
        Map<String, ?> metadata = Map.of(
                "text",
                "größer",
                "number",
                -1.5,
                "yes",
                true,
                "list",
                List.of("a", "b"),
                "map",
                Map.of("deep", Map.of("deeper", "x")));
        VectorizeVector vector = Vectors.with("a", metadata);

        index.insert(List.of(vector));

        assertEquals(vector.metadata(), Vectors.only(index, "a").metadata());
    }

    @Rule("VEC-16")
    void refusesHalfASurrogatePair(VectorizeIndex index) {
        for (Map<String, ?> metadata : List.of(Map.of("text", "\uD83D"), Map.of("\uDE00", "text"))) {
            assertThrows(InvalidRequestException.class, () -> index.insert(List.of(Vectors.with("a", metadata))));
        }
        assertEquals(0, index.describe().vectorCount());
    }

    @Rule("VEC-16")
    void refusesNumbersThatJsonDoesNotHave(VectorizeIndex index) {
        for (Object number : List.of(Double.NaN, Float.POSITIVE_INFINITY, new BigDecimal("1e999"))) {
            for (Map<String, ?> metadata : List.of(Map.of("a", number), Map.of("a", Map.of("b", number)))) {
                assertThrows(InvalidRequestException.class, () -> index.upsert(List.of(Vectors.with("a", metadata))));
            }
        }
        assertEquals(0, index.describe().vectorCount());
    }

    @Rule("VEC-64")
    void keepsTheValuesOfNumbers(VectorizeIndex index) {
        Map<String, Double> numbers = Map.of(
                "most",
                9_007_199_254_740_991d,
                "least",
                -9_007_199_254_740_991d,
                "tenth",
                0.1,
                "small",
                Double.MIN_VALUE);
        index.insert(List.of(
                Vectors.with("doubles", numbers),
                Vectors.with("longs", Map.of("most", 9_007_199_254_740_991L, "least", -9_007_199_254_740_991L))));

        JsonNode doubles = Vectors.metadata(index, "doubles");
        JsonNode longs = Vectors.metadata(index, "longs");

        numbers.forEach((name, value) -> assertEquals(value, doubles.path(name).asDouble(Double.NaN), name));
        assertTrue(longs.path("most").isIntegralNumber(), "a whole number has become a fraction");
        assertEquals(9_007_199_254_740_991L, longs.path("most").asLong(0));
        assertEquals(-9_007_199_254_740_991L, longs.path("least").asLong(0));
    }

    @Rule("VEC-17")
    void deletesUnknownIds(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a")));

        assertDoesNotThrow(() -> index.deleteByIds(List.of("a", "unknown")), "unknown IDs are ignored");
        String again = index.deleteByIds(List.of("a"));

        assertEquals(again, UUID.fromString(again).toString());
        assertEquals(List.of(), index.getByIds(List.of("a")));
        assertEquals(0, index.describe().vectorCount());
    }
}
