package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.Capability;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMetric;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;

/** Rules VEC-38 to VEC-41: scores, and the order that they give. */
abstract class VectorizeScoreRules {
    private static final float[] QUERY = {3, 4, 0};
    private static final double TOLERANCE = 1e-5;

    private static List<VectorizeMatch> scored(VectorizeIndex index) {
        index.insert(List.of(
                VectorizeVector.of("same", 6, 8, 0),
                VectorizeVector.of("equal", 3, 4, 0),
                VectorizeVector.of("across", 0, 0, 2),
                VectorizeVector.of("against", -3, -4, 0),
                VectorizeVector.of("near", 5, 0, 0)));
        return index.query(QUERY, Vectors.MANY).matches();
    }

    private static void assertScore(double expected, String id, List<VectorizeMatch> matches) {
        double score = matches.stream()
                .filter(match -> match.id().equals(id))
                .mapToDouble(VectorizeMatch::score)
                .findFirst()
                .orElseThrow();
        assertEquals(expected, score, TOLERANCE, id);
    }

    private static void assertBestFirst(VectorizeMetric metric, List<VectorizeMatch> matches) {
        assertEquals(matches.stream().sorted(metric.comparator()).toList(), matches);
    }

    @Rule("VEC-41")
    void scoresTheCosine(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertScore(1, "same", matches);
        assertScore(1, "equal", matches);
        assertScore(0, "across", matches);
        assertScore(-1, "against", matches);
        assertScore(0.6, "near", matches);
    }

    @Rule("VEC-41")
    @Shaped(metric = VectorizeMetric.EUCLIDEAN)
    void scoresTheDistance(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertScore(5, "same", matches);
        assertScore(0, "equal", matches);
        assertScore(Math.sqrt(29), "across", matches);
        assertScore(10, "against", matches);
        assertScore(Math.sqrt(20), "near", matches);
    }

    @Rule("VEC-41")
    @Shaped(metric = VectorizeMetric.DOT_PRODUCT)
    void scoresTheNegatedDotProduct(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertScore(-50, "same", matches);
        assertScore(-25, "equal", matches);
        assertScore(0, "across", matches);
        assertScore(25, "against", matches);
        assertScore(-15, "near", matches);
    }

    @Rule("VEC-39")
    void putsTheHighestCosineFirst(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertBestFirst(VectorizeMetric.COSINE, matches);
        assertEquals("against", matches.get(4).id());
    }

    @Rule("VEC-39")
    @Shaped(metric = VectorizeMetric.EUCLIDEAN)
    void putsTheShortestDistanceFirst(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertBestFirst(VectorizeMetric.EUCLIDEAN, matches);
        assertEquals("equal", matches.get(0).id());
        assertEquals("against", matches.get(4).id());
    }

    @Rule("VEC-39")
    @Shaped(metric = VectorizeMetric.DOT_PRODUCT)
    void putsTheLargestDotProductFirst(VectorizeIndex index) {
        List<VectorizeMatch> matches = scored(index);

        assertBestFirst(VectorizeMetric.DOT_PRODUCT, matches);
        assertEquals("same", matches.get(0).id());
        assertEquals("against", matches.get(4).id());
    }

    @Rule(value = "VEC-38", needs = Capability.VECTORIZE_EXACT_SEARCH)
    void breaksTiesById(VectorizeIndex index) {
        index.insert(List.of(
                VectorizeVector.of("c", 2, 0, 0),
                VectorizeVector.of("é", 4, 0, 0),
                VectorizeVector.of("a", 8, 0, 0),
                VectorizeVector.of("B", 1, 0, 0)));

        assertEquals(List.of("B", "a", "c", "é"), Vectors.inOrder(index.query(Vectors.EAST)));
        assertEquals(List.of("B", "a"), Vectors.inOrder(index.query(Vectors.EAST, Vectors.MANY.withTopK(2))));
    }

    @Rule(value = "VEC-40", needs = Capability.VECTORIZE_EXACT_SEARCH)
    void scoresZeroVectorsWithZero(VectorizeIndex index) {
        index.insert(List.of(
                VectorizeVector.of("zero", 0, 0, 0),
                VectorizeVector.of("same", 1, 0, 0),
                VectorizeVector.of("against", -1, 0, 0)));

        List<VectorizeMatch> matches = index.query(Vectors.EAST).matches();

        assertScore(0, "zero", matches);
        assertEquals(List.of("same", "zero", "against"), Vectors.inOrder(index.query(Vectors.EAST)));
        index.query(new float[3]).matches().forEach(match -> assertEquals(0, match.score()));
    }
}
