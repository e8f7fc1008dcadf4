package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import java.util.List;
import java.util.Map;

/** Rules VEC-50 to VEC-52: what a filter says. */
abstract class VectorizeFilterRules {
    private static VectorizeIndex films(VectorizeIndex index) {
        index.createMetadataIndex("genre", MetadataIndexType.STRING);
        index.createMetadataIndex("year", MetadataIndexType.NUMBER);
        index.createMetadataIndex("new", MetadataIndexType.BOOLEAN);
        index.createMetadataIndex("made.city", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", film("drama", 2019, false, "Rome")),
                Vectors.with("b", film("drama", 2021.5, true, "Oslo")),
                Vectors.with("c", film("news", 2023, true, "Rome")),
                Vectors.with("d", film("neuro", 2024, true, "Bonn"))));
        return index;
    }

    private static Map<String, ?> film(String genre, Number year, boolean isNew, String city) {
        return Map.of("genre", genre, "year", year, "new", isNew, "made", Map.of("city", city));
    }

    private static void assertPassing(VectorizeIndex index, String filter, String... ids) {
        assertEquals(List.of(ids), Vectors.passing(index, VectorizeFilter.parse(filter)), filter);
    }

    @Rule("VEC-50")
    void joinsPropertiesByAnd(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"genre\":\"drama\"}", "a", "b");
        assertPassing(index, "{\"genre\":\"drama\",\"new\":true}", "b");
        assertPassing(index, "{\"genre\":\"news\",\"new\":false}");
    }

    @Rule("VEC-50")
    void takesOneBoundOrBoth(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"year\":{\"$gt\":2021.5}}", "c", "d");
        assertPassing(index, "{\"year\":{\"$gte\":2021.5}}", "b", "c", "d");
        assertPassing(index, "{\"year\":{\"$lt\":2023}}", "a", "b");
        assertPassing(index, "{\"year\":{\"$lte\":2023}}", "a", "b", "c");
        assertPassing(index, "{\"year\":{\"$gte\":2020,\"$lt\":2024}}", "b", "c");
        assertPassing(index, "{\"year\":{\"$gt\":2024,\"$lte\":2019}}");
    }

    @Rule("VEC-50")
    void isBuiltInJavaToo(VectorizeIndex index) {
        films(index);

        VectorizeFilter built = VectorizeFilter.where("genre")
                .in(List.of("drama", "news"))
                .and("year")
                .gte(2020)
                .lt(2023);

        assertEquals(List.of("b"), Vectors.passing(index, built));
        assertEquals(
                List.of("b"),
                Vectors.passing(index, VectorizeFilter.of(Map.of("genre", "drama", "year", Map.of("$gt", 2020)))));
    }

    @Rule("VEC-50")
    void refusesAnythingElse(VectorizeIndex index) {
        films(index);
        List<String> refused = List.of(
                "{}",
                "{\"year\":{}}",
                "{\"year\":{\"$eq\":2020,\"$ne\":2021}}",
                "{\"year\":{\"$in\":[2020],\"$gt\":2019}}",
                "{\"year\":{\"$gt\":2019,\"$gte\":2019}}",
                "{\"year\":{\"$lt\":2019,\"$lte\":2019}}",
                "{\"year\":{\"$exists\":true}}",
                "{\"year\":{\"$not\":{\"$eq\":2020}}}",
                "{\"year\":{\"eq\":2020}}",
                "{\"$or\":[{\"year\":2020}]}",
                "{\"$and\":[{\"year\":2020}]}",
                "{\"genre\":[\"drama\"]}");

        for (String filter : refused) {
            assertThrows(
                    InvalidRequestException.class, () -> Vectors.passing(index, VectorizeFilter.parse(filter)), filter);
        }
        assertThrows(InvalidRequestException.class, () -> VectorizeFilter.parse("[]"));
        assertThrows(InvalidRequestException.class, () -> VectorizeFilter.parse("{"));
    }

    @Rule("VEC-51")
    void comparesForEquality(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"genre\":{\"$eq\":\"drama\"}}", "a", "b");
        assertPassing(index, "{\"genre\":{\"$ne\":\"drama\"}}", "c", "d");
        assertPassing(index, "{\"year\":2021.5}", "b");
        assertPassing(index, "{\"new\":{\"$eq\":false}}", "a");
        assertPassing(index, "{\"new\":{\"$ne\":false}}", "b", "c", "d");
        assertPassing(index, "{\"genre\":null}");
    }

    @Rule("VEC-51")
    void comparesWithLists(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"genre\":{\"$in\":[\"news\",\"neuro\",\"x\"]}}", "c", "d");
        assertPassing(index, "{\"genre\":{\"$nin\":[\"news\",\"neuro\"]}}", "a", "b");
        assertPassing(index, "{\"year\":{\"$in\":[2019,\"2023\"]}}", "a");
    }

    @Rule("VEC-51")
    void findsPrefixes(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"genre\":{\"$gte\":\"ne\",\"$lt\":\"nf\"}}", "c", "d");
        assertPassing(index, "{\"genre\":{\"$gte\":\"neu\",\"$lt\":\"nev\"}}", "d");
    }

    @Rule("VEC-51")
    void ordersTextByItsBytes(VectorizeIndex index) {
        index.createMetadataIndex("k", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("k", "z")),
                Vectors.with("b", Map.of("k", "é")),
                Vectors.with("c", Map.of("k", "～")),
                Vectors.with("d", Map.of("k", "😀"))));

        assertPassing(index, "{\"k\":{\"$gt\":\"z\"}}", "b", "c", "d");
        assertPassing(index, "{\"k\":{\"$gt\":\"～\"}}", "d");
        assertPassing(index, "{\"k\":{\"$lt\":\"😀\"}}", "a", "b", "c");
    }

    @Rule("VEC-51")
    void findsNoAbsentPropertyInARange(VectorizeIndex index) {
        films(index);
        index.insert(List.of(Vectors.with("e", Map.of("other", "x")), Vectors.any("f")));

        assertPassing(index, "{\"genre\":{\"$lt\":\"n\"}}", "a", "b");
        assertPassing(index, "{\"genre\":{\"$gt\":\"n\"}}", "c", "d");
        assertPassing(index, "{\"year\":{\"$lt\":2023}}", "a", "b");
        assertPassing(index, "{\"year\":{\"$gt\":2022}}", "c", "d");
    }

    @Rule("VEC-51")
    void refusesOperandsOfOtherTypes(VectorizeIndex index) {
        films(index);
        List<String> refused = List.of(
                "{\"year\":{\"$gt\":true}}",
                "{\"year\":{\"$lt\":null}}",
                "{\"year\":{\"$eq\":[2020]}}",
                "{\"year\":{\"$in\":2020}}",
                "{\"year\":{\"$in\":[]}}",
                "{\"year\":{\"$nin\":[[2020]]}}",
                "{\"year\":{\"$eq\":{\"a\":1}}}");

        for (String filter : refused) {
            assertThrows(
                    InvalidRequestException.class, () -> Vectors.passing(index, VectorizeFilter.parse(filter)), filter);
        }
    }

    @Rule("VEC-52")
    void leadsIntoMapsByDots(VectorizeIndex index) {
        films(index);

        assertPassing(index, "{\"made.city\":\"Rome\"}", "a", "c");
        assertPassing(index, "{\"made.city\":{\"$ne\":\"Rome\"},\"new\":true}", "b", "d");
    }
}
