package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Rules VEC-10, VEC-11, VEC-13, VEC-17, VEC-60 and VEC-67: one ID after another, and IDs that are nearly the same. */
abstract class VectorizeKeyRules {
    /** Texts that a careless comparison takes for equal: case, spaces, normal forms, patterns, quotes. */
    private static final List<String> ALIKE = List.of(
            "a", "A", " a", "a ", "a%", "a_", "a*", "é", "e\u0301", "E\u0301", "'a'", "\"a\"", "a\\", "a\n", "a/b",
            "a:b", "0", "00", "0.0", "null", "～", "😀");

    private static final VectorizeFilter DRAMA = VectorizeFilter.where("genre").eq("drama");
    private static final VectorizeFilter NEWS = VectorizeFilter.where("genre").eq("news");

    private static VectorizeVector numbered(String id, int number) {
        return VectorizeVector.of(id, 1, number, 0).withNamespace("n" + number).withMetadata(Map.of("number", number));
    }

    @Rule("VEC-67")
    void keepsIdsApartThatAreNearlyTheSame(VectorizeIndex index) {
        List<VectorizeVector> vectors = new ArrayList<>();
        for (String id : ALIKE) {
            vectors.add(numbered(id, vectors.size()));
        }
        index.insert(vectors);

        assertEquals(ALIKE.size(), index.describe().vectorCount());
        for (VectorizeVector vector : vectors) {
            Vectors.assertStored(vector, index);
        }
        index.deleteByIds(List.of("a"));
        assertEquals(ALIKE.size() - 1, index.describe().vectorCount());
        assertEquals(
                new TreeSet<>(ALIKE.subList(1, ALIKE.size())),
                new TreeSet<>(index.listAllVectors().toList()));
    }

    @Rule("VEC-67")
    void keepsNamespacesApartThatAreNearlyTheSame(VectorizeIndex index) {
        Map<String, String> ids = new HashMap<>();
        ALIKE.forEach(namespace -> ids.put(namespace, "id" + ids.size()));
        index.insert(ids.entrySet().stream()
                .map(entry -> Vectors.any(entry.getValue()).withNamespace(entry.getKey()))
                .toList());
        index.insert(List.of(Vectors.any("none")));

        ids.forEach((namespace, id) -> {
            assertEquals(
                    List.of(id),
                    Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace(namespace))),
                    () -> "in the namespace <" + namespace + ">");
            assertEquals(namespace, Vectors.only(index, id).namespace());
        });
    }

    @Rule("VEC-10")
    void insertStoresAnIdAgainThatWasDeleted(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(VectorizeVector.of("a", 1, 0, 0)
                .withNamespace("one")
                .withMetadata(Map.of("genre", "drama", "old", true))));
        index.deleteByIds(List.of("a"));

        VectorizeVector again = VectorizeVector.of("a", 0, 1, 0).withMetadata(Map.of("genre", "news"));
        index.insert(List.of(again));

        Vectors.assertStored(again, index);
        assertEquals(1, index.describe().vectorCount());
        assertEquals(List.of("a"), Vectors.passing(index, NEWS));
        assertEquals(List.of(), Vectors.passing(index, DRAMA));
        assertEquals(List.of(), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("one"))));
        index.insert(List.of(VectorizeVector.of("a", 1, 0, 0)));
        Vectors.assertStored(again, index);
    }

    @Rule("VEC-10")
    void insertAndUpsertKeepTheirOrder(SettledIndex settled) {
        VectorizeIndex index = settled.unsettled();
        index.insert(List.of(numbered("kept", 1), numbered("deleted", 1), numbered("again", 1)));
        index.insert(List.of(numbered("kept", 2)));
        index.deleteByIds(List.of("deleted", "again"));
        index.insert(List.of(numbered("again", 3)));
        index.upsert(List.of(numbered("replaced", 4)));
        index.insert(List.of(numbered("replaced", 5)));

        settled.settle(index.upsert(List.of(numbered("last", 6))));

        Vectors.assertStored(numbered("kept", 1), index);
        Vectors.assertStored(numbered("again", 3), index);
        Vectors.assertStored(numbered("replaced", 4), index);
        assertEquals(List.of(), index.getByIds(List.of("deleted")));
        assertEquals(4, index.describe().vectorCount());
    }

    @Rule("VEC-11")
    void upsertIsFoundByItsNewMetadataOnly(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.upsert(List.of(Vectors.with("a", Map.of("genre", "drama")), Vectors.with("b", Map.of("genre", "drama"))));

        index.upsert(List.of(Vectors.with("a", Map.of("genre", "news")), Vectors.any("b")));

        assertEquals(List.of(), Vectors.passing(index, DRAMA));
        assertEquals(List.of("a"), Vectors.passing(index, NEWS));
        index.upsert(List.of(Vectors.with("b", Map.of("genre", "drama"))));
        assertEquals(List.of("b"), Vectors.passing(index, DRAMA));
    }

    @Rule("VEC-11")
    void upsertIsFoundByItsNewValuesOnly(VectorizeIndex index) {
        index.upsert(List.of(VectorizeVector.of("a", 1, 0, 0), VectorizeVector.of("b", 0, 1, 0)));

        index.upsert(List.of(VectorizeVector.of("a", -1, 0, 0)));

        assertEquals(List.of("b", "a"), Vectors.inOrder(index.query(Vectors.EAST)));
        assertEquals(List.of("a", "b"), Vectors.inOrder(index.queryById("a")));
        assertEquals(-1, index.query(Vectors.EAST).matches().get(1).score(), 1e-5);
    }

    @Rule("VEC-13")
    void upsertLeavesTheNamespaceWhenItNamesNone(VectorizeIndex index) {
        index.upsert(List.of(Vectors.any("a").withNamespace("one")));

        index.upsert(List.of(Vectors.any("a")));

        assertNull(Vectors.only(index, "a").namespace());
        assertEquals(List.of(), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("one"))));
        assertEquals(List.of("a"), Vectors.passingAll(index));
    }

    @Rule("VEC-17")
    void findsADeletedVectorNowhere(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("genre", "drama")).withNamespace("n"),
                Vectors.with("b", Map.of("genre", "drama")).withNamespace("n")));

        index.deleteByIds(List.of("a", "a", "unknown"));
        index.deleteByIds(List.of("a"));

        assertEquals(List.of("b"), Vectors.passingAll(index));
        assertEquals(List.of("b"), Vectors.passing(index, DRAMA));
        assertEquals(List.of("b"), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("n"))));
        assertEquals(List.of("b"), index.listAllVectors().toList());
        assertEquals(1, index.describe().vectorCount());
    }

    @Rule("VEC-02")
    void countsWhatIsThere(VectorizeIndex index) {
        index.insert(Vectors.many(3));
        index.insert(Vectors.many(5));
        index.upsert(Vectors.many(4));
        index.deleteByIds(List.of("a0", "unknown"));
        index.deleteByIds(List.of("a0"));

        assertEquals(4, index.describe().vectorCount());
        assertEquals(4, index.listAllVectors().count());
    }

    @Rule("VEC-60")
    void readsTwentyVectorsEachWithItsOwnParts(VectorizeIndex index) {
        Map<String, VectorizeVector> vectors = new HashMap<>();
        for (String id : Vectors.ids(20)) {
            int number = vectors.size();
            vectors.put(id, number % 3 == 0 ? VectorizeVector.of(id, number, 1, 0) : numbered(id, number));
        }
        index.insert(vectors.values());

        List<VectorizeVector> found = index.getByIds(vectors.keySet());

        assertEquals(20, found.size());
        found.forEach(vector -> {
            VectorizeVector stored = vectors.getOrDefault(vector.id(), vector);
            assertEquals(stored.metadata(), vector.metadata(), () -> "the metadata of " + vector.id());
            assertEquals(stored, vector, () -> "the vector " + vector.id());
        });
        assertEquals(vectors.keySet(), found.stream().map(VectorizeVector::id).collect(Collectors.toSet()));
    }

    @Rule("VEC-32")
    void returnsOfEachMatchItsOwnParts(VectorizeIndex index) {
        Map<String, VectorizeVector> vectors = new HashMap<>();
        Vectors.ids(20).forEach(id -> vectors.put(id, numbered(id, vectors.size())));
        index.insert(vectors.values());

        index.query(Vectors.EAST, Vectors.everything()).matches().forEach(match -> {
            VectorizeVector stored = vectors.remove(match.id());
            assertTrue(stored != null, () -> match.id() + " was found twice");
            assertArrayEquals(stored.values(), match.values());
            assertEquals(stored.namespace(), match.namespace());
            assertEquals(stored.metadata(), match.metadata());
        });

        assertEquals(Map.of(), vectors);
    }
}
