package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;

import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeListOptions;
import dev.isobar.vectorize.VectorizeListPage;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Rules VEC-60, VEC-62 and VEC-65: reading by ID, listing IDs, and whose the objects are. */
abstract class VectorizeReadRules {
    @Rule("VEC-60")
    void readsValuesNamespaceAndMetadata(VectorizeIndex index) {
        VectorizeVector stored =
                VectorizeVector.of("a", 1, -2, 0.5f).withNamespace("n").withMetadata(Map.of("genre", "drama"));

        index.insert(List.of(stored));

        assertEquals(stored, Vectors.only(index, "a"));
    }

    @Rule("VEC-60")
    void leavesMissingVectorsOut(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a"), Vectors.any("c")));

        List<String> found = index.getByIds(List.of("c", "b", "a", "d")).stream()
                .map(VectorizeVector::id)
                .sorted()
                .toList();

        assertEquals(List.of("a", "c"), found);
    }

    @Rule("VEC-60")
    void handsOutCopies(VectorizeIndex index) {
        float[] given = {1, 2, 2};
        index.insert(List.of(VectorizeVector.of("a", given)));

        given[0] = 7;
        Vectors.only(index, "a").values()[1] = 7;

        assertArrayEquals(new float[] {1, 2, 2}, Vectors.only(index, "a").values());
    }

    @Rule("VEC-65")
    void keepsNothingOfTheMetadataThatItWasGiven(VectorizeIndex index) {
        ObjectNode given = metadata();
        index.insert(List.of(new VectorizeVector("a", new float[] {1, 2, 2}, null, given)));

        change(given);

        assertEquals(metadata(), Vectors.metadata(index, "a"));
    }

    @Rule("VEC-65")
    void handsOutCopiesOfMetadata(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(new VectorizeVector("a", new float[] {1, 2, 2}, null, metadata())));

        change(Vectors.metadata(index, "a"));
        for (ReturnMetadata wanted : List.of(ReturnMetadata.ALL, ReturnMetadata.INDEXED)) {
            change((ObjectNode) index.query(Vectors.EAST, Vectors.MANY.withReturnMetadata(wanted))
                    .matches()
                    .get(0)
                    .metadata());
        }

        assertEquals(metadata(), Vectors.metadata(index, "a"));
    }

    private static ObjectNode metadata() {
        ObjectNode metadata = JsonNodeFactory.instance.objectNode().put("genre", "drama");
        metadata.putObject("made").putArray("in").add("Rome");
        return metadata;
    }

    private static void change(@Nullable ObjectNode metadata) {
        if (metadata == null) {
            throw new AssertionError("no metadata");
        }
        metadata.put("genre", "news");
        metadata.withObjectProperty("made").withArrayProperty("in").add("Paris");
    }

    @Rule("VEC-62")
    void listsEveryIdOnce(VectorizeIndex index) {
        index.insert(Vectors.many(25));
        index.deleteByIds(List.of("a3"));

        List<String> listed = new ArrayList<>();
        VectorizeListPage page = index.listVectors(VectorizeListOptions.ALL.withCount(10));
        listed.addAll(page.ids());
        while (page.isTruncated()) {
            page = index.listVectors(VectorizeListOptions.ALL.withCount(10).withCursor(page.cursor()));
            listed.addAll(page.ids());
        }

        assertEquals(24, listed.size());
        assertEquals(24, new HashSet<>(listed).size());
        assertEquals(24, page.totalCount());
        assertEquals(24, index.listAllVectors().count());
    }

    @Rule("VEC-62")
    void endsAListingWithoutCursor(VectorizeIndex index) {
        index.insert(Vectors.many(4));

        VectorizeListPage first = index.listVectors(VectorizeListOptions.ALL.withCount(2));
        VectorizeListPage second =
                index.listVectors(VectorizeListOptions.ALL.withCount(2).withCursor(first.cursor()));

        assertNotNull(first.cursor());
        assertEquals(2, second.ids().size());
        assertEquals(null, second.cursor());
    }
}
