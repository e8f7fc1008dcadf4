package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Deque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedDeque;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.json.JsonMapper;

/** The results of one backend and binding, written to {@code target/tck} at the end of each class and of the run. */
final class TckReport {
    private static final ObjectWriter WRITER = JsonMapper.shared().writerWithDefaultPrettyPrinter();
    private static final Map<String, Object> NOTHING = Map.of();

    private final String backend;
    private final String binding;
    private final Deque<Result> results = new ConcurrentLinkedDeque<>();
    private final AtomicReference<Map<String, Object>> judged = new AtomicReference<>(NOTHING);
    private final ReentrantLock writing = new ReentrantLock();
    private int written = -1;

    TckReport(String backend, String binding) {
        this.backend = backend;
        this.binding = binding;
    }

    private record Result(
            String rule,
            String test,
            String status,
            @Nullable String reason,
            long millis) {
        boolean isOf(String otherRule, String otherTest) {
            return rule.equals(otherRule) && test.equals(otherTest);
        }
    }

    /** Remembers what the first subject says of itself; when the report is written it is closed. */
    void judges(TckSubject<?> subject) {
        if (judged.get().isEmpty()) {
            Map<String, Object> seen = new LinkedHashMap<>();
            seen.put("server", ReportText.printable(subject.server()));
            seen.put("capabilities", capabilities(subject));
            judged.compareAndSet(NOTHING, seen);
        }
    }

    void passed(String rule, String test, long millis) {
        add(new Result(rule, test, "passed", null, millis));
    }

    /** A test that passed may still fail when it is cleaned up; the failure takes the place of what was said of it. */
    void failed(String rule, String test, long millis, String text) {
        Iterator<Result> latest = results.descendingIterator();
        while (latest.hasNext()) {
            Result result = latest.next();
            if (result.isOf(rule, test) && !result.status().equals("failed")) {
                results.removeLastOccurrence(result);
                break;
            }
        }
        add(new Result(rule, test, "failed", text, millis));
    }

    void skipped(String rule, String test, String reason) {
        add(new Result(rule, test, "skipped", ReportText.printable(reason), 0));
    }

    private void add(Result result) {
        results.add(result);
    }

    /**
     * Writes what is known by now, as one file that replaces the former.
     *
     * @param complete whether the run has ended
     */
    void write(boolean complete) throws IOException {
        writing.lock();
        try {
            writeAlone(complete);
        } finally {
            writing.unlock();
        }
    }

    private void writeAlone(boolean complete) throws IOException {
        List<Result> known = List.copyOf(results);
        if (known.size() == written && !complete) {
            return;
        }
        Map<String, Object> report = new LinkedHashMap<>();
        report.put("kit", kit());
        report.put("backend", ReportText.printable(backend));
        report.put("binding", binding);
        report.putAll(judged.get());
        report.put("complete", complete);
        report.put("results", known);
        report.put("summary", summary(known));
        Path folder = Path.of(System.getProperty("isobar.tck.reports", "target/tck"));
        Files.createDirectories(folder);
        String name = (backend + "-" + binding).replaceAll("[^A-Za-z0-9._-]", "_");
        Path unfinished = folder.resolve(name + ".json.new");
        Files.write(unfinished, (WRITER.writeValueAsString(report) + "\n").getBytes(StandardCharsets.UTF_8));
        Files.move(unfinished, folder.resolve(name + ".json"), StandardCopyOption.REPLACE_EXISTING);
        written = known.size();
    }

    private static String kit() {
        String version = TckReport.class.getPackage().getImplementationVersion();
        return version == null ? "development" : version;
    }

    private static Map<String, Object> capabilities(TckSubject<?> subject) {
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

    private static Map<String, Object> summary(List<Result> results) {
        Map<String, Object> counts = new LinkedHashMap<>();
        for (String status : List.of("passed", "failed", "skipped")) {
            counts.put(
                    status,
                    results.stream()
                            .filter(result -> result.status().equals(status))
                            .count());
        }
        counts.put("rules", results.stream().map(Result::rule).distinct().count());
        counts.put("millis", results.stream().mapToLong(Result::millis).sum());
        return counts;
    }
}
