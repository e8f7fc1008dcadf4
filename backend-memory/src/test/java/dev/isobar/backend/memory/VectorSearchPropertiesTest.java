package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMatch;
import dev.isobar.vectorize.VectorizeMetric;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;

/** Random vectors, deletions and filters: the index finds what a naive search finds. */
class VectorSearchPropertiesTest {
    private static final int DIMENSIONS = 7;
    private static final int ROUNDS = 40;

    private final long seed = Long.getLong("isobar.seed", System.nanoTime());
    private final Random random = new Random(seed);
    private final Map<String, VectorizeVector> model = new TreeMap<>();

    @ParameterizedTest
    @EnumSource
    void findsWhatANaiveSearchFinds(VectorizeMetric metric) {
        try (Env env = open("memory:?dimensions=" + DIMENSIONS + "&metric=" + metric.label())) {
            VectorizeIndex index = env.vectorize("INDEX");

            for (int round = 0; round < ROUNDS; round++) {
                change(index);
                assertSameMatches(metric, index);
            }
        }
    }

    private static Env open(String url) {
        return Env.builder().bind(Service.VECTORIZE, "INDEX", url).open();
    }

    private void change(VectorizeIndex index) {
        List<VectorizeVector> batch = new ArrayList<>();
        for (int i = 0; i < 30; i++) {
            batch.add(VectorizeVector.of("id" + random.nextInt(300), values()).withNamespace("n" + random.nextInt(3)));
        }
        index.upsert(batch);
        batch.forEach(vector -> model.put(vector.id(), vector));
        List<String> gone = random.ints(20, 0, 300).mapToObj(id -> "id" + id).toList();
        index.deleteByIds(gone);
        gone.forEach(model::remove);
        assertEquals(model.size(), index.describe().vectorCount(), message());
        assertEquals(List.copyOf(model.keySet()), index.listAllVectors().toList(), message());
    }

    private float[] values() {
        float[] values = new float[DIMENSIONS];
        for (int i = 0; i < DIMENSIONS; i++) {
            values[i] = (float) random.nextGaussian();
        }
        return values;
    }

    private void assertSameMatches(VectorizeMetric metric, VectorizeIndex index) {
        float[] query = values();
        String namespace = random.nextBoolean() ? "n1" : null;
        int topK = 1 + random.nextInt(50);
        List<VectorizeMatch> expected = model.values().stream()
                .filter(vector -> namespace == null || namespace.equals(vector.namespace()))
                .map(vector -> new VectorizeMatch(
                        vector.id(), metric.score(query, vector.values()), null, vector.namespace(), null))
                .sorted(metric.comparator().thenComparing(VectorizeMatch::id))
                .limit(topK)
                .toList();

        List<VectorizeMatch> found = index.query(
                        query, VectorizeQueryOptions.NONE.withTopK(topK).withNamespace(namespace))
                .matches();

        assertEquals(ids(expected), ids(found), message());
        for (int i = 0; i < found.size(); i++) {
            assertEquals(expected.get(i).score(), found.get(i).score(), 1e-9, message());
        }
    }

    private static List<String> ids(List<VectorizeMatch> matches) {
        return matches.stream().map(VectorizeMatch::id).toList();
    }

    @Test
    void filtersWhatANaiveFilterLeaves() {
        try (Env env = open("memory:?dimensions=" + DIMENSIONS)) {
            VectorizeIndex index = env.vectorize("INDEX");
            index.createMetadataIndex("text", MetadataIndexType.STRING);
            index.createMetadataIndex("map.number", MetadataIndexType.NUMBER);
            for (int i = 0; i < 90; i++) {
                VectorizeVector vector = VectorizeVector.of("id" + i, values())
                        .withMetadata(Map.of("text", text(), "map", Map.of("number", random.nextInt(10))));
                model.put(vector.id(), vector);
            }
            index.insert(model.values());

            for (int round = 0; round < 10 * ROUNDS; round++) {
                assertSameVectorsPass(index);
            }
        }
    }

    private String text() {
        return random.ints(1 + random.nextInt(2), 0, 4)
                .mapToObj(character -> List.of("a", "é", "～", "😀").get(character))
                .reduce("", String::concat);
    }

    private void assertSameVectorsPass(VectorizeIndex index) {
        Map<String, Object> filter = new LinkedHashMap<>();
        Predicate<JsonNode> naive = numberCondition(filter);
        if (random.nextBoolean()) {
            naive = naive.and(textCondition(filter));
        }
        Predicate<JsonNode> passes = naive;
        List<String> expected = model.values().stream()
                .filter(vector -> passes.test(vector.metadata()))
                .map(VectorizeVector::id)
                .toList();

        VectorizeQueryOptions options = VectorizeQueryOptions.NONE.withTopK(100).withFilter(VectorizeFilter.of(filter));
        List<String> found =
                ids(index.query(values(), options).matches()).stream().sorted().toList();

        assertEquals(expected, found, () -> message() + " " + filter);
    }

    private Predicate<JsonNode> numberCondition(Map<String, Object> filter) {
        int low = random.nextInt(10);
        int high = random.nextInt(10);
        String property = "map.number";
        Predicate<JsonNode> naive =
                switch (random.nextInt(4)) {
                    case 0 -> {
                        filter.put(property, Map.of("$gte", low, "$lt", high));
                        yield json -> number(json) >= low && number(json) < high;
                    }
                    case 1 -> {
                        filter.put(property, Map.of("$gt", low));
                        yield json -> number(json) > low;
                    }
                    case 2 -> {
                        filter.put(property, Map.of("$nin", List.of(low, high, "text")));
                        yield json -> number(json) != low && number(json) != high;
                    }
                    default -> {
                        filter.put(property, low);
                        yield json -> number(json) == low;
                    }
                };
        return naive;
    }

    private static int number(JsonNode metadata) {
        return metadata.get("map").get("number").intValue();
    }

    private Predicate<JsonNode> textCondition(Map<String, Object> filter) {
        String operand = text();
        Comparator<String> byCodePoints = Comparator.comparing(
                text -> text.codePoints().mapToObj("%07d"::formatted).reduce("", String::concat));
        if (random.nextBoolean()) {
            filter.put("text", Map.of("$lte", operand));
            return json -> byCodePoints.compare(json.get("text").stringValue(), operand) <= 0;
        }
        filter.put("text", Map.of("$ne", operand));
        return json -> !json.get("text").stringValue().equals(operand);
    }

    private String message() {
        return "-Disobar.seed=" + seed;
    }
}
