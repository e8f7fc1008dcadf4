package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Sums over a part of a block, of each length that the four sums at a time may leave over. */
class ArithmeticTest {
    private static final int OFFSET = 3;

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 16, 17})
    void sumsTheVectorAtItsPlace(int dimensions) {
        float[] query = new float[dimensions];
        float[] block = new float[OFFSET + dimensions + 2];
        double dot = 0;
        double distance = 0;
        for (int i = 0; i < block.length; i++) {
            block[i] = 7 * i + 1;
        }
        for (int i = 0; i < dimensions; i++) {
            query[i] = 3 - 2 * i;
            double stored = block[OFFSET + i];
            double asked = query[i];
            dot += asked * stored;
            distance += (asked - stored) * (asked - stored);
        }

        assertEquals(dot, Arithmetic.dot(query, block, OFFSET));
        assertEquals(distance, Arithmetic.squaredDistance(query, block, OFFSET));
    }
}
