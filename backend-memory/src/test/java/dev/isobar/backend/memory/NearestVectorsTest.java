package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.VectorizeDriver.VectorRecord;
import dev.isobar.vectorize.VectorizeMetric;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Scores by each metric, the best first, equal ones by id. */
class NearestVectorsTest {
    private static List<String> best(VectorizeMetric metric, int most) {
        NearestVectors nearest = new NearestVectors(metric, new float[] {2, 0}, most);
        float[][] values = {{1, 0}, {0, 3}, {-2, 0}, {4, 0}, {0, 0}, {0, -3}};
        List<String> ids = List.of("east", "b-north", "west", "far", "zero", "a-south");
        for (int i = 0; i < values.length; i++) {
            VectorRecord given = new VectorRecord(ids.get(i), values[i], null, null);
            nearest.offer(new MemoryVector(given, Map.of(), values[i], 0, 1, null));
        }
        return nearest.bestFirst().stream()
                .map(scored -> scored.vector().id + " " + Math.round(scored.score() * 100) / 100.0)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COSINE|6|east 1.0, far 1.0, a-south 0.0, b-north 0.0, zero 0.0, west -1.0",
                "COSINE|1|east 1.0",
                "COSINE|3|east 1.0, far 1.0, a-south 0.0",
                "EUCLIDEAN|6|east 1.0, far 2.0, zero 2.0, a-south 3.61, b-north 3.61, west 4.0",
                "EUCLIDEAN|4|east 1.0, far 2.0, zero 2.0, a-south 3.61",
                "EUCLIDEAN|9|east 1.0, far 2.0, zero 2.0, a-south 3.61, b-north 3.61, west 4.0",
                "DOT_PRODUCT|6|far -8.0, east -2.0, a-south 0.0, b-north 0.0, zero 0.0, west 4.0",
                "DOT_PRODUCT|2|far -8.0, east -2.0"
            })
    void scoresAndOrdersVectors(VectorizeMetric metric, int most, String expected) {
        assertEquals(expected, String.join(", ", best(metric, most)));
    }
}
