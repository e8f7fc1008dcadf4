package dev.isobar.benchmarks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.util.Collection;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;

/** Every benchmark can be run. */
class BenchmarksTest {
    private static RedisServer server;

    @BeforeAll
    static void start() throws IOException {
        server = RedisServer.open();
        System.setProperty(Redis.URL, server.url());
    }

    @AfterAll
    static void stop() throws IOException {
        System.clearProperty(Redis.URL);
        server.close();
    }

    @ParameterizedTest
    @CsvSource({"KvGet, 2", "KvPut, 2", "KvBulkGet, 2", "KvList, 1", "QueueBatch, 1"})
    void runsOnce(String name, int ways) throws RunnerException {
        Collection<RunResult> results = new Runner(Benchmarks.options(name)
                        .param("keys", "10000")
                        .mode(Mode.SingleShotTime)
                        .forks(0)
                        .warmupIterations(0)
                        .measurementIterations(1)
                        .build())
                .run();

        assertEquals(ways, results.size());
    }

    @Test
    void figuresAreTheMedianAndTheSpread() {
        Figures figures = new Figures();
        figures.add(3);
        figures.add(1);
        figures.add(8);

        assertEquals("3 (1 to 8)", figures.show("%.0f"));
        assertEquals("1.00 (1.00 to 1.00)", figures.over(figures).show("%.2f"));
    }
}
