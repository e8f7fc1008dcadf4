package dev.isobar.vectorize;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Vectors, matches, pages and options as values. */
class VectorizeTypesTest {
    private static final JsonNode METADATA = JsonMapper.shared().readTree("{\"genre\":\"secret\"}");

    @Test
    void vectorsAreEqualByAllTheirParts() {
        VectorizeVector vector = new VectorizeVector("a", new float[] {1, 2}, "n", METADATA);
        VectorizeVector same = new VectorizeVector("a", new float[] {1, 2}, "n", METADATA.deepCopy());

        assertEquals(vector, same);
        assertEquals(vector.hashCode(), same.hashCode());
        for (VectorizeVector other : List.of(
                new VectorizeVector("b", vector.values(), "n", METADATA),
                new VectorizeVector("a", new float[] {1, 3}, "n", METADATA),
                vector.withNamespace("m"),
                vector.withNamespace(null),
                vector.withMetadata(null),
                vector.withMetadata(Map.of("genre", "news")))) {
            assertNotEquals(vector, other);
        }
        assertNotEquals(vector, (Object) "a");
        assertNotEquals(vector.hashCode(), new VectorizeVector("b", vector.values(), "n", METADATA).hashCode());
        assertNotEquals(vector.hashCode(), vector.withNamespace("m").hashCode());
        assertNotEquals(vector.hashCode(), new VectorizeVector("a", new float[] {1, 3}, "n", METADATA).hashCode());
    }

    @Test
    void vectorsAreChangedPartByPart() {
        VectorizeVector plain = VectorizeVector.of("a", 1, 2);

        VectorizeVector whole = plain.withNamespace("n").withMetadata(Map.of("genre", "secret"));

        assertEquals(new VectorizeVector("a", new float[] {1, 2}, "n", METADATA), whole);
        assertNull(plain.namespace());
        assertNull(plain.metadata());
        assertEquals(METADATA, plain.withMetadata(METADATA).metadata());
    }

    @Test
    void matchesAreEqualByAllTheirParts() {
        VectorizeMatch match = new VectorizeMatch("a", 0.5, new float[] {1}, "n", METADATA);
        VectorizeMatch same = new VectorizeMatch("a", 0.5, new float[] {1}, "n", METADATA.deepCopy());

        assertEquals(match, same);
        assertEquals(match.hashCode(), same.hashCode());
        for (VectorizeMatch other : List.of(
                new VectorizeMatch("b", 0.5, match.values(), "n", METADATA),
                new VectorizeMatch("a", 0.25, match.values(), "n", METADATA),
                new VectorizeMatch("a", 0.5, new float[] {2}, "n", METADATA),
                new VectorizeMatch("a", 0.5, null, "n", METADATA),
                new VectorizeMatch("a", 0.5, match.values(), null, METADATA),
                new VectorizeMatch("a", 0.5, match.values(), "n", null))) {
            assertNotEquals(match, other);
        }
        assertNotEquals(match, (Object) "a");
        assertNotEquals(match.hashCode(), new VectorizeMatch("b", 0.5, null, "n", null).hashCode());
        assertNotEquals(match.hashCode(), new VectorizeMatch("a", 0.25, null, "n", null).hashCode());
        assertNotEquals(match.hashCode(), new VectorizeMatch("a", 0.5, null, "m", null).hashCode());
    }

    @Test
    void showsNoValueAndNoMetadata() {
        VectorizeVector vector = new VectorizeVector("a", new float[] {1, 2}, "n", METADATA);

        assertEquals("VectorizeVector[a, 2 values]", vector.toString());
        assertEquals("VectorizeMatch[a, 0.5]", new VectorizeMatch("a", 0.5, null, "n", METADATA).toString());
    }

    @Test
    void matchesAndPagesKeepTheirLists() {
        List<VectorizeMatch> found = new ArrayList<>(List.of(new VectorizeMatch("a", 1, null, null, null)));
        List<String> ids = new ArrayList<>(List.of("a"));
        VectorizeMatches matches = new VectorizeMatches(found);
        VectorizeListPage page = new VectorizeListPage(ids, 7, "more");

        found.clear();
        ids.clear();

        assertEquals(1, matches.count());
        assertEquals(List.of("a"), page.ids());
        assertTrue(page.isTruncated());
        assertFalse(new VectorizeListPage(ids, 7, null).isTruncated());
        assertThrows(
                UnsupportedOperationException.class, () -> matches.matches().clear());
    }

    @Test
    void optionsAreChangedOneByOne() {
        VectorizeFilter filter = VectorizeFilter.where("genre").eq("drama");

        VectorizeQueryOptions all = VectorizeQueryOptions.NONE
                .withTopK(7)
                .withNamespace("n")
                .withReturnValues(true)
                .withReturnMetadata(ReturnMetadata.INDEXED)
                .withFilter(filter);

        assertEquals(new VectorizeQueryOptions(7, "n", true, ReturnMetadata.INDEXED, filter), all);
        assertEquals(new VectorizeQueryOptions(5, null, false, ReturnMetadata.NONE, null), VectorizeQueryOptions.NONE);
        assertEquals(
                new VectorizeListOptions(3, "c"),
                VectorizeListOptions.ALL.withCount(3).withCursor("c"));
        assertEquals(
                new VectorizeListOptions(3, "c"),
                VectorizeListOptions.ALL.withCursor("c").withCount(3));
    }

    @Test
    void indexTypesAreNamedAsCloudflareSpellsThem() {
        assertEquals("string", MetadataIndexType.STRING.label());
        assertEquals("number", MetadataIndexType.NUMBER.label());
        assertEquals("boolean", MetadataIndexType.BOOLEAN.label());
    }
}
