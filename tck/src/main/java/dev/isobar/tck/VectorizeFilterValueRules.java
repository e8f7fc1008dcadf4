package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeVector;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.function.Executable;

/** Rules VEC-31 and VEC-50 to VEC-52 for values of each kind: how filters compare them, and which property they mean. */
abstract class VectorizeFilterValueRules {
    private static final List<Number> NUMBERS =
            List.of(-1e21, -10, -9.5, -9, -1, -1e-7, 0, 1e-7, 0.5, 9, 10, 90, 100, 9_007_199_254_740_991L, 1e21);
    private static final List<String> TEXTS = List.of(
            "", " ", "!", "'; --", "10", "9", "A", "A ", "_", "a", "a\n", "a ", "a%", "a\\", "ab", "e\u0301", "true",
            "é", "～", "😀");

    /** Vectors a00, a01, … whose property has the values of a list, in the order of the list. */
    private static VectorizeIndex with(VectorizeIndex index, MetadataIndexType type, List<?> values) {
        index.createMetadataIndex("p", type);
        index.insert(IntStream.range(0, values.size())
                .mapToObj(i -> Vectors.with(id(i), Map.of("p", values.get(i))))
                .toList());
        return index;
    }

    private static String id(int number) {
        return String.format(Locale.ROOT, "a%02d", number);
    }

    private static List<String> ids(int from, int to) {
        return IntStream.range(from, to).mapToObj(VectorizeFilterValueRules::id).toList();
    }

    private static void assertPassing(List<String> expected, VectorizeIndex index, VectorizeFilter filter) {
        assertEquals(expected, Vectors.passing(index, filter), filter::toJson);
    }

    private static VectorizeFilter.Property p() {
        return VectorizeFilter.where("p");
    }

    /** Each value as an operand of each operator; the values are distinct and ascend. */
    private static void assertOrdered(VectorizeIndex index, List<?> ascending) {
        int count = ascending.size();
        for (int i = 0; i < count; i++) {
            Object operand = ascending.get(i);
            assertPassing(ids(i, i + 1), index, p().eq(operand));
            assertPassing(ids(i + 1, count), index, p().gt(operand));
            assertPassing(ids(i, count), index, p().gte(operand));
            assertPassing(ids(0, i), index, p().lt(operand));
            assertPassing(ids(0, i + 1), index, p().lte(operand));
            assertPassing(
                    Stream.concat(ids(0, i).stream(), ids(i + 1, count).stream())
                            .toList(),
                    index,
                    p().ne(operand));
        }
        assertPassing(ids(3, count - 3), index, p().gt(ascending.get(2)).lt(ascending.get(count - 3)));
        assertPassing(ids(2, count - 2), index, p().gte(ascending.get(2)).lte(ascending.get(count - 3)));
    }

    @Rule("VEC-51")
    void ordersNumbersByTheirValue(VectorizeIndex index) {
        assertOrdered(with(index, MetadataIndexType.NUMBER, NUMBERS), NUMBERS);
    }

    @Rule("VEC-51")
    void refusesNumbersThatJsonDoesNotHave(VectorizeIndex index) {
        with(index, MetadataIndexType.NUMBER, NUMBERS);
        List<Executable> filters = List.of(
                () -> Vectors.passing(index, p().lte(Double.POSITIVE_INFINITY)),
                () -> Vectors.passing(index, p().gt(0).lt(Float.POSITIVE_INFINITY)),
                () -> Vectors.passing(index, p().eq(Double.NaN)),
                () -> Vectors.passing(index, p().in(List.of(1, Double.NEGATIVE_INFINITY))),
                () -> Vectors.passing(index, p().gte(new BigDecimal("1e999"))),
                () -> Vectors.passing(index, VectorizeFilter.parse("{\"p\":{\"$lt\":1e999}}")),
                () -> Vectors.passing(index, VectorizeFilter.of(Map.of("p", Float.NaN))));

        for (Executable filter : filters) {
            InvalidRequestException refused = assertThrows(InvalidRequestException.class, filter);
            assertTrue(String.valueOf(refused.getMessage()).contains("\"p\""), refused.getMessage());
        }
    }

    @Rule("VEC-51")
    void ordersTextsByTheirBytes(VectorizeIndex index) {
        assertOrdered(with(index, MetadataIndexType.STRING, TEXTS), TEXTS);
    }

    @Rule("VEC-51")
    void comparesNumbersHoweverTheyAreWritten(VectorizeIndex index) {
        with(index, MetadataIndexType.NUMBER, List.of(100, 0.0, -0.0));

        for (String hundred : List.of("100", "100.0", "1e2", "1.00E+2")) {
            assertPassing(ids(0, 1), index, VectorizeFilter.parse("{\"p\":" + hundred + "}"));
        }
        assertPassing(ids(1, 3), index, VectorizeFilter.parse("{\"p\":0}"));
        assertPassing(ids(1, 3), index, VectorizeFilter.parse("{\"p\":-0.0}"));
        assertPassing(ids(0, 3), index, VectorizeFilter.parse("{\"p\":{\"$gte\":-0.0}}"));
        assertPassing(ids(0, 1), index, VectorizeFilter.parse("{\"p\":{\"$ne\":0}}"));
    }

    @Rule("VEC-51")
    void comparesBooleans(VectorizeIndex index) {
        with(index, MetadataIndexType.BOOLEAN, List.of(false, true));

        assertPassing(ids(0, 1), index, p().eq(false));
        assertPassing(ids(1, 2), index, p().eq(true));
        assertPassing(ids(1, 2), index, p().ne(false));
        assertPassing(ids(0, 2), index, p().in(List.of(true, false)));
        assertPassing(List.of(), index, p().nin(List.of(true, false)));
        assertPassing(List.of(), index, p().eq(1));
        assertPassing(List.of(), index, p().eq("true"));
        assertPassing(ids(0, 2), index, p().ne(null));
    }

    @Rule("VEC-51")
    void comparesWithLongLists(VectorizeIndex index) {
        List<String> stored = IntStream.range(0, 40).mapToObj(i -> "value " + i).toList();
        with(index, MetadataIndexType.STRING, stored);
        List<Object> operands = new ArrayList<>(Collections.nCopies(24, 1));
        operands.addAll(stored);

        assertPassing(ids(0, 40), index, p().in(operands));
        assertPassing(List.of(), index, p().nin(operands));
        assertPassing(ids(39, 40), index, p().nin(operands.subList(0, 63)));
        assertPassing(ids(0, 39), index, p().in(operands.subList(0, 63)));
    }

    @Rule("VEC-51")
    void matchesNoListAndNoMap(VectorizeIndex index) {
        index.createMetadataIndex("p", MetadataIndexType.STRING);
        index.insert(List.of(
                Vectors.with("a", Map.of("p", "x")),
                Vectors.with("b", Map.of("p", List.of("x"))),
                Vectors.with("c", Map.of("p", Map.of("q", "x")))));

        assertPassing(List.of("a"), index, p().eq("x"));
        assertPassing(List.of("a"), index, p().gte(""));
    }

    @Rule("VEC-52")
    void meansOnePropertyAmongSeveralOfOneName(VectorizeIndex index) {
        for (String property : List.of("year", "made.year", "made.by.year")) {
            index.createMetadataIndex(property, MetadataIndexType.NUMBER);
        }
        index.insert(List.of(
                Vectors.with("a", Map.of("year", 1, "made", Map.of("year", 2, "by", Map.of("year", 3)))),
                Vectors.with("b", Map.of("year", 2, "made", Map.of("year", 3, "by", Map.of("year", 1)))),
                Vectors.with("c", Map.of("year", 3, "made", "2"))));

        for (int year = 1; year <= 3; year++) {
            assertPassing(
                    List.of("abc".substring(year - 1, year)),
                    index,
                    VectorizeFilter.where("year").eq(year));
        }
        assertPassing(List.of("a"), index, VectorizeFilter.where("made.year").eq(2));
        assertPassing(List.of("b"), index, VectorizeFilter.where("made.year").gt(2));
        assertPassing(List.of("a"), index, VectorizeFilter.where("made.by.year").gte(3));
        assertPassing(
                List.of("b"),
                index,
                VectorizeFilter.where("made.by.year")
                        .lt(3)
                        .and("year")
                        .eq(2)
                        .and("made.year")
                        .eq(3));
    }

    @Rule("VEC-52")
    void findsPropertiesOfAnyName(VectorizeIndex index) {
        List<String> names =
                List.of("a b", "a-b", "A", "a", "it's", "[0]", "a[0]", "*", "?", "@", "a/b", "größe", "😀", "0");
        for (int i = 0; i < names.size(); i += 7) {
            List<String> some = names.subList(i, i + 7);
            some.forEach(name -> index.createMetadataIndex(name, MetadataIndexType.STRING));
            index.upsert(some.stream()
                    .map(name -> Vectors.with("in " + name, Map.of(name, "x")))
                    .toList());

            for (String name : some) {
                assertPassing(
                        List.of("in " + name),
                        index,
                        VectorizeFilter.where(name).eq("x"));
            }
            some.forEach(index::deleteMetadataIndex);
        }
    }

    @Rule("VEC-31")
    void findsTheFewThatPassBehindManyThatAreNearer(VectorizeIndex index) {
        index.createMetadataIndex("p", MetadataIndexType.STRING);
        List<VectorizeVector> vectors = new ArrayList<>();
        Vectors.ids(600)
                .forEach(id -> vectors.add(
                        VectorizeVector.of(id, 1, vectors.size() / 1e4f, 0).withMetadata(Map.of("p", "near"))));
        for (String id : List.of("x", "y", "z")) {
            vectors.add(VectorizeVector.of(id, -1, vectors.size(), 0)
                    .withNamespace("far")
                    .withMetadata(Map.of("p", "far")));
        }
        index.insert(vectors);
        List<String> far = List.of("x", "y", "z");

        assertPassing(far, index, p().eq("far"));
        assertPassing(far, index, p().ne("near"));
        assertEquals(
                far,
                List.copyOf(
                        new TreeSet<>(Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withNamespace("far"))))));
        assertEquals(
                3,
                index.query(Vectors.EAST, Vectors.MANY.withTopK(3).withFilter(p().lt("g")))
                        .count());
    }
}
