package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConflictException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.spi.Capability;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMetadataIndex;
import java.util.List;
import java.util.Map;

/** Rules VEC-53 to VEC-56 and VEC-63: which properties filters can see, and of which vectors. */
abstract class VectorizeMetadataIndexRules {
    private static final VectorizeFilter DRAMA = VectorizeFilter.where("genre").eq("drama");

    @Rule(value = "VEC-53", needs = Capability.VECTORIZE_UNINDEXED_FILTER)
    void matchesNothingWithoutIndex(VectorizeIndex index) {
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama"))));

        for (VectorizeFilter filter :
                List.of(DRAMA, VectorizeFilter.where("genre").ne("news"))) {
            try {
                assertEquals(List.of(), Vectors.passing(index, filter));
            } catch (InvalidRequestException strict) {
                assertTrue(String.valueOf(strict.getMessage()).contains("genre"));
            }
        }
    }

    @Rule("VEC-53")
    void findsWhatIsLeftOfManyVectors(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        List<String> ids = Vectors.ids(60);
        index.insert(ids.stream()
                .map(id -> Vectors.with(id, Map.of("genre", "drama")))
                .toList());
        index.deleteByIds(ids.subList(5, 40));
        index.deleteByIds(ids.subList(40, 60));
        index.upsert(List.of(Vectors.with("news", Map.of("genre", "news"))));

        assertEquals(ids.subList(0, 5), Vectors.passing(index, DRAMA));
        index.query(Vectors.EAST, Vectors.MANY.withFilter(DRAMA).withReturnMetadata(ReturnMetadata.INDEXED))
                .matches()
                .forEach(match -> assertEquals(
                        "{\"genre\":\"drama\"}", String.valueOf(match.metadata()), () -> "metadata of " + match.id()));
    }

    @Rule("VEC-54")
    void missesVectorsThatAreOlderThanTheIndex(VectorizeIndex index) {
        index.insert(List.of(Vectors.with("old", Map.of("genre", "drama"))));
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("new", Map.of("genre", "drama"))));

        assertEquals(List.of("new"), Vectors.passing(index, DRAMA));

        index.upsert(List.of(Vectors.with("old", Map.of("genre", "drama"))));
        assertEquals(List.of("new", "old"), Vectors.passing(index, DRAMA));
    }

    @Rule("VEC-54")
    void missesOldVectorsInNegationsToo(VectorizeIndex index) {
        index.insert(List.of(Vectors.with("old", Map.of("genre", "news"))));
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("new", Map.of("genre", "news"))));

        assertEquals(
                List.of("new"),
                Vectors.passing(index, VectorizeFilter.where("genre").ne("drama")));
        assertEquals(
                List.of("new"),
                Vectors.passing(index, VectorizeFilter.where("genre").nin(List.of("drama", "comedy"))));
    }

    @Rule("VEC-54")
    void missesOldVectorsInAnIndexThatWasMadeAnew(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("old", Map.of("genre", "drama"))));

        index.deleteMetadataIndex("genre");
        index.createMetadataIndex("genre", MetadataIndexType.STRING);

        assertEquals(List.of(), Vectors.passing(index, DRAMA));
    }

    @Rule("VEC-55")
    void comparesTheFirstBytesOfText(VectorizeIndex index) {
        String sixtyFour = "é".repeat(32);
        index.createMetadataIndex("title", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("title", sixtyFour)),
                Vectors.with("b", Map.of("title", sixtyFour + "x")),
                Vectors.with("c", Map.of("title", sixtyFour.substring(1)))));

        assertEquals(
                List.of("a", "b"),
                Vectors.passing(index, VectorizeFilter.where("title").eq(sixtyFour)));
        assertEquals(
                List.of("a", "b"),
                Vectors.passing(index, VectorizeFilter.where("title").eq(sixtyFour + "y")));
        assertEquals(
                List.of("c"),
                Vectors.passing(index, VectorizeFilter.where("title").lt(sixtyFour + "y")));
    }

    @Rule("VEC-55")
    void cutsBetweenCharacters(VectorizeIndex index) {
        String sixtyThree = "x".repeat(63);
        index.createMetadataIndex("title", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("title", sixtyThree + "é")),
                Vectors.with("b", Map.of("title", sixtyThree + "😀")),
                Vectors.with("c", Map.of("title", sixtyThree + "y"))));

        assertEquals(
                List.of("a", "b"),
                Vectors.passing(index, VectorizeFilter.where("title").eq(sixtyThree)));
    }

    @Rule("VEC-56")
    void leavesValuesOfOtherTypesOut(VectorizeIndex index) {
        index.createMetadataIndex("year", MetadataIndexType.NUMBER);
        index.createMetadataIndex("code", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("year", 1, "code", "1")),
                Vectors.with("b", Map.of("year", "1", "code", 1)),
                Vectors.with("c", Map.of("year", true, "code", List.of("1")))));

        assertEquals(
                List.of("a"),
                Vectors.passing(index, VectorizeFilter.where("year").eq(1)));
        assertEquals(
                List.of(), Vectors.passing(index, VectorizeFilter.where("year").eq("1")));
        assertEquals(
                List.of("a"),
                Vectors.passing(index, VectorizeFilter.where("code").eq("1")));
        assertEquals(
                List.of("a"),
                Vectors.passing(index, VectorizeFilter.where("year").gte(0)));
    }

    @Rule("VEC-56")
    void leavesValuesOfOtherTypesOutOfNegationsToo(VectorizeIndex index) {
        index.createMetadataIndex("year", MetadataIndexType.NUMBER);
        index.insert(List.of(
                Vectors.with("a", Map.of("year", 1)),
                Vectors.with("b", Map.of("year", "1")),
                Vectors.with("c", Map.of("year", List.of("1")))));

        assertEquals(
                List.of("a"),
                Vectors.passing(index, VectorizeFilter.where("year").ne(2)));
        assertEquals(
                List.of("a"),
                Vectors.passing(index, VectorizeFilter.where("year").nin(List.of(2, 3))));
    }

    @Rule("VEC-63")
    void listsIndexesWithTheirTypes(VectorizeIndex index) {
        index.createMetadataIndex("year", MetadataIndexType.NUMBER);
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.createMetadataIndex("new", MetadataIndexType.BOOLEAN);

        index.deleteMetadataIndex("new");
        index.deleteMetadataIndex("unknown");

        assertEquals(
                List.of(
                        new VectorizeMetadataIndex("genre", MetadataIndexType.STRING),
                        new VectorizeMetadataIndex("year", MetadataIndexType.NUMBER)),
                index.metadataIndexes());
    }

    @Rule("VEC-63")
    void changesNothingWhenAnIndexIsMadeTwice(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.insert(List.of(Vectors.with("a", Map.of("genre", "drama"))));

        index.createMetadataIndex("genre", MetadataIndexType.STRING);

        assertEquals(1, index.metadataIndexes().size());
        assertEquals(List.of("a"), Vectors.passing(index, DRAMA));
        assertThrows(ConflictException.class, () -> index.createMetadataIndex("genre", MetadataIndexType.NUMBER));
    }
}
