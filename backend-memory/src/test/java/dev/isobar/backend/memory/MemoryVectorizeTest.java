package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.vectorize.MetadataIndexType;
import dev.isobar.vectorize.VectorizeFilter;
import dev.isobar.vectorize.VectorizeIndex;
import dev.isobar.vectorize.VectorizeMetadataIndex;
import dev.isobar.vectorize.VectorizeQueryOptions;
import dev.isobar.vectorize.VectorizeVector;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Settings of memory indexes, and many threads on one. */
class MemoryVectorizeTest {
    private static Env open(String url) {
        return Env.builder().bind(Service.VECTORIZE, "INDEX", url).open();
    }

    @Test
    void takesItsDimensionsFromTheFirstVector() {
        try (Env env = open("memory:")) {
            VectorizeIndex index = env.vectorize("INDEX");

            assertEquals(0, index.query(new float[] {1, 2}).count());
            index.insert(List.of(VectorizeVector.of("a", 1, 2)));

            assertEquals(2, index.describe().dimensions());
            assertThrows(InvalidRequestException.class, () -> index.insert(List.of(VectorizeVector.of("b", 1, 2, 3))));
        }
    }

    @Test
    void hasItsMetadataIndexesFromTheStart() {
        try (Env env = open("memory:?metadataIndexes=genre:string,made.year:number")) {
            VectorizeIndex index = env.vectorize("INDEX");

            assertEquals(
                    List.of(
                            new VectorizeMetadataIndex("genre", MetadataIndexType.STRING),
                            new VectorizeMetadataIndex("made.year", MetadataIndexType.NUMBER)),
                    index.metadataIndexes());
        }
    }

    @Test
    void refusesFiltersWithoutIndexIfStrict() {
        try (Env env = open("memory:?unindexedFilter=strict")) {
            VectorizeIndex index = env.vectorize("INDEX");
            VectorizeQueryOptions drama = VectorizeQueryOptions.NONE.withFilter(
                    VectorizeFilter.where("genre").eq("drama"));

            InvalidRequestException refusal =
                    assertThrows(InvalidRequestException.class, () -> index.query(new float[] {1}, drama));

            assertEquals("VECTOR_QUERY_ERROR: filter key \"genre\" has no metadata index", refusal.getMessage());
        }
    }

    @Test
    void reportsAllWrongSettingsAtOnce() {
        ConfigurationException refusal = assertThrows(
                ConfigurationException.class,
                () -> open("memory:?dimensions=0&metric=taxicab&metadataIndexes=genre&visibility=soon"));

        String message = String.valueOf(refusal.getMessage());
        for (String setting : List.of("dimensions", "metric", "metadataIndexes", "visibility")) {
            assertTrue(message.contains("setting '" + setting + "'"), message);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "dimensions=4097|setting 'dimensions' is '4097'; it takes a number from 1 to 4096",
                "dimensions=many|setting 'dimensions' is 'many'; it takes a number from 1 to 4096",
                "visibility=2000|setting 'visibility' is '2000'; it takes a time from 1ms to 1d",
                "visibility=PT2S|setting 'visibility' is 'PT2S'; it takes a time from 1ms to 1d",
                "metric=dot_product|setting 'metric' is 'dot_product'; it takes cosine, euclidean or dot-product",
                "unindexedFilter=never|setting 'unindexedFilter' is 'never'; it takes lenient, strict",
                "metadataIndexes=a:text|setting 'metadataIndexes' is 'a:text'; it takes distinct properties",
                "metadataIndexes=a:string,a:number|setting 'metadataIndexes' is 'a:string,a:number'; it takes distinct"
            })
    void namesWhatASettingTakes(String setting, String message) {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> open("memory:?" + setting));

        assertTrue(String.valueOf(refusal.getMessage()).contains(message), refusal.getMessage());
    }

    @Test
    void keepsWholeNumbersThatNoDoubleHolds() {
        try (Env env = open("memory:")) {
            VectorizeIndex index = env.vectorize("INDEX");
            VectorizeVector vector = VectorizeVector.of("a", 1).withMetadata(Map.of("id", Long.MAX_VALUE));

            index.insert(List.of(vector));

            assertEquals(vector, index.getByIds(List.of("a")).get(0));
        }
    }

    @Test
    void refusesSettingsOfOtherServices() {
        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> Env.builder()
                .bind(Service.KV, "CACHE", "memory:?metric=cosine")
                .open());

        assertTrue(String.valueOf(refusal.getMessage()).contains("unknown setting 'metric'"));
    }

    @Test
    void showsWholeBatchesToManyReaders() throws Exception {
        int batch = 40;
        ExecutorService threads = Executors.newFixedThreadPool(4);
        try (Env env = open("memory:?dimensions=2")) {
            VectorizeIndex index = env.vectorize("INDEX");
            index.upsert(batch(batch, 0));

            List<Future<?>> running = new ArrayList<>();
            running.add(
                    threads.submit(() -> IntStream.range(1, 500).forEach(take -> index.upsert(batch(batch, take)))));
            for (int reader = 0; reader < 3; reader++) {
                running.add(threads.submit(() -> IntStream.range(0, 500).forEach(i -> assertWhole(index, batch))));
            }

            for (Future<?> each : running) {
                each.get();
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private static List<VectorizeVector> batch(int size, int take) {
        return IntStream.range(0, size)
                .mapToObj(id -> VectorizeVector.of("id" + id, 1, take))
                .toList();
    }

    private static void assertWhole(VectorizeIndex index, int size) {
        VectorizeQueryOptions all = VectorizeQueryOptions.NONE.withTopK(50).withReturnValues(true);
        List<Float> takes = new ArrayList<>();
        index.query(new float[] {1, 0}, all).matches().forEach(match -> {
            float[] values = match.values();
            takes.add(values == null ? -1 : values[1]);
        });
        assertEquals(size, takes.size());
        assertEquals(1, takes.stream().distinct().count());
    }
}
