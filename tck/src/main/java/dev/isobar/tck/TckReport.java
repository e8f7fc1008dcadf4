package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The results of one backend and binding, written to {@code target/tck} when the run ends. */
final class TckReport implements AutoCloseable {
    private static final ObjectWriter WRITER = JsonMapper.shared().writerWithDefaultPrettyPrinter();

    private final String backend;
    private final String binding;
    private final TckSubject<?> subject;
    private final Queue<Result> results = new ConcurrentLinkedQueue<>();

    TckReport(String backend, String binding, TckSubject<?> subject) {
        this.backend = backend;
        this.binding = binding;
        this.subject = subject;
    }

    private record Result(
            String rule,
            String test,
            String status,
            @Nullable String reason,
            long millis) {}

    void passed(String rule, String test, long millis) {
        results.add(new Result(rule, test, "passed", null, millis));
    }

    void failed(String rule, String test, long millis, Throwable failure) {
        results.add(new Result(rule, test, "failed", String.valueOf(failure.getMessage()), millis));
    }

    void skipped(String rule, String test, String reason) {
        results.add(new Result(rule, test, "skipped", reason, 0));
    }

    @Override
    public void close() throws IOException {
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kit", kit());
        report.put("backend", backend);
        report.put("binding", binding);
        report.put("server", subject.server());
        report.put("capabilities", capabilities());
        report.put("results", results);
        report.put("summary", summary());
        Path folder = Path.of(System.getProperty("isobar.tck.reports", "target/tck"));
        Files.createDirectories(folder);
        Files.writeString(folder.resolve(backend + "-" + binding + ".json"), WRITER.writeValueAsString(report) + "\n");
    }

    private static String kit() {
        String version = TckReport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private Map<String, Object> capabilities() {
        Map<String, Object> declared = new LinkedHashMap<>();
        declared.put(
                "declared",
                subject.capabilities().declared().stream()
                        .map(Capability::label)
                        .sorted()
                        .toList());
        declared.put("visibilityMillis", subject.capabilities().visibility().toMillis());
        if (subject.binding() instanceof Ai ai) {
            declared.put("models", AiModels.offered(ai));
        }
        return declared;
    }

    private Map<String, Object> summary() {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String status : List.of("passed", "failed", "skipped")) {
            counts.put(
                    status,
                    results.stream()
                            .filter(result -> result.status().equals(status))
                            .count());
        }
        counts.put("rules", results.stream().map(Result::rule).distinct().count());
        return counts;
    }
}
