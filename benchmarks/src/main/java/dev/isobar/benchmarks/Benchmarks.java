package dev.isobar.benchmarks;

import java.io.IOException;
import java.io.PrintStream;
import java.util.Collection;
import java.util.List;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.ChainedOptionsBuilder;
import org.openjdk.jmh.runner.options.Options;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;

/**
 * Measures in rounds, so that what else the machine does meets both sides alike, and prints one table.
 *
 * <p>Arguments: the number of rounds, 2 without it; then the names of benchmarks, all without them.
 */
public final class Benchmarks {
    private static final List<String> ONE_AT_A_TIME = List.of("KvGet", "KvPut", "KvBulkGet", "KvList", "QueueBatch");
    private static final List<String> SIXTEEN_AT_A_TIME = List.of("KvGet", "KvPut", "QueueBatch");

    private final List<String> wanted;
    private final PrintStream out;
    private final Table table = new Table();

    private Benchmarks(List<String> wanted, PrintStream out) {
        this.wanted = wanted;
        this.out = out;
    }

    /**
     * Runs the benchmarks.
     *
     * @param arguments rounds, names
     * @throws IOException if the server cannot be started
     * @throws RunnerException if a benchmark fails
     */
    public static void main(String[] arguments) throws IOException, RunnerException {
        int rounds = arguments.length == 0 ? 2 : Integer.parseInt(arguments[0]);
        List<String> names = List.of(arguments).subList(Math.min(1, arguments.length), arguments.length);
        Benchmarks benchmarks = new Benchmarks(names.isEmpty() ? ONE_AT_A_TIME : names, System.out);
        try (RedisServer server = RedisServer.open()) {
            for (int round = 1; round <= rounds; round++) {
                System.out.println("round " + round + " of " + rounds);
                benchmarks.round(server);
            }
            System.out.println();
            benchmarks.table.show().forEach(System.out::println);
            System.out.println("Redis " + server.version() + ", Java " + Runtime.version() + ", "
                    + Runtime.getRuntime().availableProcessors() + " processors");
        }
    }

    private void round(RedisServer server) throws RunnerException {
        for (String name : ONE_AT_A_TIME) {
            measure(server, name, 1);
        }
        for (String name : SIXTEEN_AT_A_TIME) {
            measure(server, name, 16);
        }
    }

    private void measure(RedisServer server, String name, int threads) throws RunnerException {
        if (!wanted.contains(name)) {
            return;
        }
        Options options = options(name)
                .threads(threads)
                .forks(1)
                .jvmArgsAppend("-D" + Redis.URL + "=" + server.url())
                .warmupIterations(6)
                .warmupTime(TimeValue.seconds(1))
                .measurementIterations(4)
                .measurementTime(TimeValue.seconds(1))
                .build();
        Collection<RunResult> results = new Runner(options).run();
        for (RunResult result : results) {
            table.add(result);
            out.printf(
                    "  %s, %d at a time: %,.0f per second%n",
                    result.getParams().getBenchmark().replaceAll("^.*\\.(\\w+\\.\\w+)$", "$1"),
                    threads,
                    result.getPrimaryResult().getScore());
        }
    }

    static ChainedOptionsBuilder options(String name) {
        return new OptionsBuilder()
                .include("\\." + name + "\\.")
                .verbosity(VerboseMode.SILENT)
                .shouldFailOnError(true);
    }
}
