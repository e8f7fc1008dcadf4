package dev.isobar.vectorize;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Scores and their order: rules VEC-39 to VEC-41. */
class VectorizeMetricTest {
    private static final double TOLERANCE = 1e-9;

    @Test
    void isNamedAsCloudflareSpellsIt() {
        assertEquals(
                List.of("cosine", "euclidean", "dot-product"),
                Stream.of(VectorizeMetric.values()).map(VectorizeMetric::label).toList());
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3, 4, 7, 8, 9, 17, 1536})
    void countsEachComponentOnce(int dimensions) {
        float[] values = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            values[i] = i + 2;
        }
        for (int i = 0; i < dimensions; i++) {
            float[] axis = new float[dimensions];
            axis[i] = 3;

            assertEquals(-3.0 * (i + 2), VectorizeMetric.DOT_PRODUCT.score(axis, values), TOLERANCE);
        }
        double square = dimensions * (dimensions + 1.0) * (2.0 * dimensions + 1) / 6
                + dimensions * (dimensions + 1.0)
                + dimensions;
        float[] twice = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            twice[i] = 2 * values[i];
        }
        assertEquals(-square, VectorizeMetric.DOT_PRODUCT.score(values, values), square * TOLERANCE);
        assertEquals(Math.sqrt(square), VectorizeMetric.EUCLIDEAN.score(values, twice), square * TOLERANCE);
        assertEquals(1, VectorizeMetric.COSINE.score(values, twice), TOLERANCE);
    }

    @Test
    void scoresByTheTable() {
        float[] query = {3, 4};

        assertEquals(0.6, VectorizeMetric.COSINE.score(query, new float[] {5, 0}), TOLERANCE);
        assertEquals(-1, VectorizeMetric.COSINE.score(query, new float[] {-6, -8}), TOLERANCE);
        assertEquals(5, VectorizeMetric.EUCLIDEAN.score(query, new float[] {0, 0}), TOLERANCE);
        assertEquals(-11, VectorizeMetric.DOT_PRODUCT.score(query, new float[] {1, 2}), TOLERANCE);
    }

    @Test
    void scoresZeroVectorsWithZero() {
        float[] zero = {0, 0};
        float[] other = {1, 2};

        assertEquals(0.0, VectorizeMetric.COSINE.score(zero, other));
        assertEquals(0.0, VectorizeMetric.COSINE.score(other, zero));
        assertEquals(0.0, VectorizeMetric.COSINE.score(zero, zero));
        assertEquals(0.0, VectorizeMetric.DOT_PRODUCT.score(zero, other));
        assertEquals(0.0, VectorizeMetric.EUCLIDEAN.score(other, other));
    }

    @Test
    void comparesBestFirst() {
        VectorizeMatch low = new VectorizeMatch("low", -1, null, null, null);
        VectorizeMatch high = new VectorizeMatch("high", 1, null, null, null);

        for (VectorizeMetric metric : VectorizeMetric.values()) {
            List<VectorizeMatch> sorted =
                    Stream.of(high, low).sorted(metric.comparator()).toList();
            assertEquals(metric == VectorizeMetric.COSINE ? List.of(high, low) : List.of(low, high), sorted);
            assertEquals(
                    sorted, Stream.of(low, high).sorted(metric.comparator()).toList());
        }
    }
}
