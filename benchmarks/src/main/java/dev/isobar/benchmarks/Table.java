package dev.isobar.benchmarks;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.RunResult;

/** The results of all rounds, a line for each benchmark: the client, Isobar, and the ratio of the two in one round. */
final class Table {
    private static final String RAW = "raw";
    private static final String RATE = "%,.0f";

    private final Map<String, Map<String, Figures>> lines = new LinkedHashMap<>();

    void add(RunResult result) {
        String[] names = result.getParams().getBenchmark().split("\\.", -1);
        lines.computeIfAbsent(subject(result.getParams()), line -> new LinkedHashMap<>())
                .computeIfAbsent(names[names.length - 1], way -> new Figures())
                .add(result.getPrimaryResult().getScore());
    }

    private static String subject(BenchmarkParams params) {
        String[] names = params.getBenchmark().split("\\.", -1);
        StringBuilder subject = new StringBuilder(names[names.length - 2]);
        params.getParamsKeys().forEach(key -> subject.append(", ")
                .append(params.getParam(key))
                .append(' ')
                .append(key));
        int threads = params.getThreads();
        return subject.append(threads == 1 ? ", 1 thread" : ", " + threads + " threads")
                .toString();
    }

    List<String> show() {
        List<String> shown = new ArrayList<>();
        shown.add("| per second: median (least to greatest round) | Lettuce | Isobar | ratio |");
        shown.add("|---|---|---|---|");
        lines.forEach((subject, ways) -> {
            Figures raw = ways.get(RAW);
            Figures isobar = ways.getOrDefault("isobar", new Figures());
            shown.add("| " + subject + " | " + (raw == null ? "" : raw.show(RATE)) + " | " + isobar.show(RATE) + " | "
                    + (raw == null ? "" : isobar.over(raw).show("%.2f")) + " |");
        });
        return shown;
    }
}
