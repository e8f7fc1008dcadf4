package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.ReturnMetadata;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** Rules VEC-03, VEC-04, VEC-06, VEC-14 and VEC-71: what is too much, and that it changes nothing. */
abstract class VectorizeLimitRules {
    @Rule("VEC-03")
    void storesNoPartOfABatch(VectorizeIndex index) {
        List<VectorizeVector> batch = List.of(Vectors.any("a"), VectorizeVector.of("b", 1, 2));

        assertThrows(InvalidRequestException.class, () -> index.insert(batch));
        assertThrows(InvalidRequestException.class, () -> index.upsert(batch));

        assertEquals(List.of(), index.getByIds(List.of("a", "b")));
        assertEquals(0, index.describe().vectorCount());
    }

    @Rule("VEC-03")
    void deletesNoPartOfABatch(VectorizeIndex index) {
        index.insert(List.of(Vectors.any("a")));

        assertThrows(LimitExceededException.class, () -> index.deleteByIds(List.of("a", "i".repeat(65))));

        assertEquals(1, index.getByIds(List.of("a")).size());
    }

    @Rule("VEC-04")
    void splitsNoCallUnasked(VectorizeIndex index) {
        Refused.asTooMuch(
                "40007",
                "VECTOR_GET_ERROR (code = 40007): too many ids in payload; max id count is 20, got 21",
                () -> index.getByIds(Vectors.ids(21)));
        Refused.asTooMuch(
                "40007",
                "VECTOR_DELETE_ERROR (code = 40007): too many ids in payload; max id count is 100, got 101",
                () -> index.deleteByIds(Vectors.ids(101)));
    }

    @Rule("VEC-04")
    void splitsCallsByName(VectorizeIndex index) {
        index.insert(Vectors.many(250));

        int found = index.getAllByIds(Vectors.ids(205)).size();
        index.deleteAllByIds(Vectors.ids(205));

        assertEquals(205, found);
        assertEquals(45, index.describe().vectorCount());
    }

    @Rule("VEC-06")
    void countsTheBytesOfIdsAndNamespaces(VectorizeIndex index) {
        String fits = "é".repeat(32);

        index.insert(List.of(Vectors.any(fits).withNamespace(fits)));

        assertEquals(fits, Vectors.only(index, fits).namespace());
        Refused.asTooMuch(
                "40008",
                "VECTOR_INSERT_ERROR (code = 40008): id too long; max is 64 bytes, got 66 bytes",
                () -> index.insert(List.of(Vectors.any("é".repeat(33)))));
        Refused.asTooMuch(
                "40009",
                "VECTOR_INSERT_ERROR (code = 40009): namespace too long; max is 64 bytes, got 66 bytes",
                () -> index.insert(List.of(Vectors.any("a").withNamespace("é".repeat(33)))));
        assertThrows(InvalidRequestException.class, () -> index.insert(List.of(Vectors.any(""))));
    }

    @Rule("VEC-06")
    void takesTenKibibytesOfMetadata(VectorizeIndex index) {
        String text = "é".repeat((10_240 - "{'k':''}".length()) / 2);

        index.insert(List.of(Vectors.with("a", Map.of("k", text))));

        assertEquals(1, index.getByIds(List.of("a")).size());
        assertThrows(
                LimitExceededException.class, () -> index.insert(List.of(Vectors.with("b", Map.of("k", text + "x")))));
    }

    @Rule("VEC-06")
    void takesAHundredLevelsOfMetadata(VectorizeIndex index) {
        index.insert(List.of(Vectors.with("a", nested(100))));

        assertEquals(Vectors.with("a", nested(100)).metadata(), Vectors.metadata(index, "a"));
        assertThrows(LimitExceededException.class, () -> index.insert(List.of(Vectors.with("b", nested(101)))));
    }

    private static Map<String, ?> nested(int levels) {
        Map<String, ?> map = Map.of("k", "text");
        for (int level = 1; level < levels; level++) {
            map = Map.of("k", map);
        }
        return map;
    }

    @Rule("VEC-06")
    void refusesMetadataKeysThatNoFilterCanName(VectorizeIndex index) {
        for (String key : List.of("", "a.b", "\"", "a\"b", "$a")) {
            Map<String, ?> plain = Map.of(key, "value");
            Map<String, ?> nested = Map.of("map", plain);

            assertThrows(InvalidRequestException.class, () -> index.insert(List.of(Vectors.with("a", plain))));
            assertThrows(InvalidRequestException.class, () -> index.upsert(List.of(Vectors.with("a", nested))));
        }
        assertEquals(0, index.describe().vectorCount());
    }

    @Rule("VEC-06")
    void takesAThousandVectorsACall(VectorizeIndex index) {
        index.insert(Vectors.many(1_000));

        assertEquals(1_000, index.describe().vectorCount());
        assertThrows(LimitExceededException.class, () -> index.insert(Vectors.many(1_001)));
        assertThrows(LimitExceededException.class, () -> index.upsert(Vectors.many(1_001)));
    }

    @Rule("VEC-06")
    void keepsFiltersBelowTwoKibibytes(VectorizeIndex index) {
        int frame = "{'k':{'$eq':''}}".length();
        VectorizeFilter fits = VectorizeFilter.where("k").eq("x".repeat(2_047 - frame));
        VectorizeFilter tooLarge = VectorizeFilter.where("k").eq("x".repeat(2_048 - frame));
        index.createMetadataIndex("k", MetadataIndexType.STRING);

        assertEquals(List.of(), Vectors.passing(index, fits));
        assertThrows(LimitExceededException.class, () -> Vectors.passing(index, tooLarge));
    }

    @Rule("VEC-06")
    void limitsTheKeysOfFilters(VectorizeIndex index) {
        for (String key : List.of("", "$a", "a\"b")) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> Vectors.passing(index, VectorizeFilter.where(key).eq(1)));
        }
        assertThrows(
                LimitExceededException.class,
                () -> Vectors.passing(
                        index, VectorizeFilter.where("k".repeat(513)).eq(1)));
    }

    @Rule("VEC-06")
    void takesTenMetadataIndexes(VectorizeIndex index) {
        IntStream.range(0, 10).forEach(i -> index.createMetadataIndex("property" + i, MetadataIndexType.STRING));

        assertEquals(10, index.metadataIndexes().size());
        assertThrows(
                LimitExceededException.class, () -> index.createMetadataIndex("another", MetadataIndexType.STRING));
    }

    @Rule("VEC-71")
    void limitsTopK(VectorizeIndex index) {
        index.insert(Vectors.many(101));

        assertEquals(100, index.query(Vectors.EAST, Vectors.MANY.withTopK(100)).count());
        Refused.asTooMuch(
                "40025",
                "VECTOR_QUERY_ERROR (code = 40025): max top K is 100, but got 101",
                () -> index.query(Vectors.EAST, Vectors.MANY.withTopK(101)));
    }

    @Rule("VEC-71")
    void limitsTopKWithContentFurther(VectorizeIndex index) {
        String text =
                "VECTOR_QUERY_ERROR (code = 40025): with returnValues=true or returnMetadata=all, max top K is 50,"
                        + " but got 51; for a top K up to 100, retry with returnValues=false and returnMetadata=indexed";
        index.insert(Vectors.many(51));

        assertEquals(
                50,
                index.query(Vectors.EAST, Vectors.MANY.withReturnValues(true)).count());
        Refused.asTooMuch(
                "40025",
                text,
                () -> index.query(Vectors.EAST, Vectors.MANY.withTopK(51).withReturnValues(true)));
        Refused.asTooMuch(
                "40025",
                text,
                () -> index.query(Vectors.EAST, Vectors.MANY.withTopK(51).withReturnMetadata(ReturnMetadata.ALL)));
    }

    @Rule("VEC-14")
    void refusesVectorsOfOtherDimensions(VectorizeIndex index) {
        Refused.asInvalid(
                "40012",
                "VECTOR_INSERT_ERROR (code = 40012): invalid vector for id=\"a\", expected 3 dimensions, and got 2"
                        + " dimensions",
                () -> index.insert(List.of(VectorizeVector.of("a", 1, 2))));
        Refused.asInvalid(
                "40012",
                "VECTOR_UPSERT_ERROR (code = 40012): invalid vector for id=\"a\", expected 3 dimensions, and got 4"
                        + " dimensions",
                () -> index.upsert(List.of(VectorizeVector.of("a", 1, 2, 3, 4))));
    }

    @Rule("VEC-14")
    void refusesQueriesOfOtherDimensions(VectorizeIndex index) {
        Refused.asInvalid(
                "40006",
                "VECTOR_QUERY_ERROR (code = 40006): invalid query vector, expected 3 dimensions, and got 4 dimensions",
                () -> index.query(new float[4]));
        Refused.asInvalid(
                "40006",
                "VECTOR_QUERY_ERROR (code = 40006): invalid query vector, expected 3 dimensions, and got 0 dimensions",
                () -> index.query(new float[0]));
    }
}
