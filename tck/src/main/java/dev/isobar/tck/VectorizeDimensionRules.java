package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMetric;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;
import java.util.TreeSet;
import java.util.function.ToDoubleBiFunction;

/** Rules VEC-15 and VEC-41 for vectors of many dimensions: each value counts, wherever it stands. */
abstract class VectorizeDimensionRules {
    private static final double TOLERANCE = 1e-5;

    /** Values that all differ, of both signs, exact as float32. */
    private static float[] values(int dimensions) {
        float[] values = new float[dimensions];
        for (int i = 0; i < dimensions; i++) {
            values[i] = (i % 2 == 0 ? 1 : -1) * (1 + i / 64f);
        }
        return values;
    }

    private static float[] axis(int dimensions, int position) {
        float[] axis = new float[dimensions];
        axis[position] = 2;
        return axis;
    }

    /** The first and the last positions, and those around each power of two. */
    private static Iterable<Integer> positions(int dimensions) {
        TreeSet<Integer> positions = new TreeSet<>(List.of(0, dimensions - 1));
        for (int power = 1; power < dimensions; power *= 2) {
            positions.addAll(List.of(power - 1, power, Math.min(power + 1, dimensions - 1)));
        }
        return positions;
    }

    private static double square(float[] values) {
        double sum = 0;
        for (float value : values) {
            sum += (double) value * value;
        }
        return sum;
    }

    /** Asks along single axes, so that a value which is left out, or counted twice, changes a score. */
    private static void assertEachValueCounts(VectorizeIndex index, ToDoubleBiFunction<Double, Double> score) {
        int dimensions = index.describe().dimensions();
        float[] values = values(dimensions);
        double square = square(values);
        index.insert(List.of(VectorizeVector.of("a", values)));

        for (int position : positions(dimensions)) {
            double expected = score.applyAsDouble((double) values[position], square);
            double found = only(index, axis(dimensions, position)).score();
            assertEquals(
                    expected,
                    found,
                    TOLERANCE * Math.max(1, Math.abs(expected)),
                    () -> "the score by value " + position + " of " + dimensions);
        }
    }

    private static VectorizeMatch only(VectorizeIndex index, float[] query) {
        List<VectorizeMatch> matches = index.query(query).matches();
        assertEquals(1, matches.size());
        return matches.get(0);
    }

    private static double cosine(double value, double square) {
        return value / Math.sqrt(square);
    }

    private static double distance(double value, double square) {
        return Math.sqrt(square - 4 * value + 4);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 17)
    void scoresTheCosineOfSeventeenDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, VectorizeDimensionRules::cosine);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 17, metric = VectorizeMetric.EUCLIDEAN)
    void scoresTheDistanceOfSeventeenDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, VectorizeDimensionRules::distance);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 17, metric = VectorizeMetric.DOT_PRODUCT)
    void scoresTheDotProductOfSeventeenDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, (value, square) -> -2 * value);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 32)
    void scoresTheCosineOfThirtyTwoDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, VectorizeDimensionRules::cosine);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 1_536)
    void scoresTheCosineOfTheMostDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, VectorizeDimensionRules::cosine);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 1_536, metric = VectorizeMetric.EUCLIDEAN)
    void scoresTheDistanceOfTheMostDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, VectorizeDimensionRules::distance);
    }

    @Rule("VEC-41")
    @Shaped(dimensions = 1_536, metric = VectorizeMetric.DOT_PRODUCT)
    void scoresTheDotProductOfTheMostDimensions(VectorizeIndex index) {
        assertEachValueCounts(index, (value, square) -> -2 * value);
    }

    @Rule("VEC-15")
    @Shaped(dimensions = 1_536)
    void keepsTheBitsOfEachValue(VectorizeIndex index) {
        float[] values = values(index.describe().dimensions());
        for (int i = 0; i < values.length; i++) {
            values[i] = values[i] / 3;
        }

        index.insert(List.of(VectorizeVector.of("a", values)));

        assertArrayEquals(values, Vectors.only(index, "a").values());
        assertArrayEquals(
                values,
                index.query(values, Vectors.MANY.withReturnValues(true))
                        .matches()
                        .get(0)
                        .values());
    }

    @Rule("VEC-15")
    @Shaped(dimensions = 17)
    void refusesWhatIsNoNumberAtAnyPosition(VectorizeIndex index) {
        int dimensions = index.describe().dimensions();
        index.insert(List.of(VectorizeVector.of("a", values(dimensions))));

        for (int position : positions(dimensions)) {
            float[] values = values(dimensions);
            values[position] = position % 2 == 0 ? Float.NaN : Float.NEGATIVE_INFINITY;
            VectorizeVector vector = VectorizeVector.of("a", values);

            assertThrows(InvalidRequestException.class, () -> index.insert(List.of(vector)), "value " + position);
            assertThrows(InvalidRequestException.class, () -> index.upsert(List.of(vector)), "value " + position);
            assertThrows(InvalidRequestException.class, () -> index.query(values), "value " + position);
        }
        assertArrayEquals(values(dimensions), Vectors.only(index, "a").values());
    }
}
