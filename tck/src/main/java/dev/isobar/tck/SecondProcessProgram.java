package dev.isobar.tck;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.Env;
import dev.isobar.error.Service;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/**
 * What runs in a {@link SecondProcess}: reads a line that names a store, then steps, one a line, and prints a line for
 * each; ends with its input.
 */
final class SecondProcessProgram {
    /** What the lines of answers begin with; other lines are not the program's. */
    static final String MARK = "@isobar ";

    private final TestClock clock = new TestClock();
    private final GoldenValues values = new GoldenValues();
    private final PrintStream out = new PrintStream(System.out, true, UTF_8);

    private SecondProcessProgram() {}

    public static void main(String[] arguments) throws Exception {
        new SecondProcessProgram().run();
    }

    private void run() throws Exception {
        BufferedReader lines = new BufferedReader(new InputStreamReader(System.in, UTF_8));
        String first = lines.readLine();
        if (first == null) {
            return;
        }
        JsonNode store = JsonMapper.shared().readTree(first);
        Service service = Service.valueOf(store.get("service").stringValue());
        try (Opened opened = open(service, store.get("url").stringValue())) {
            print("opened", true);
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                step(JsonMapper.shared().readTree(line), opened.operations());
            }
        }
    }

    private record Opened(GoldenOperations operations, Runnable closing) implements AutoCloseable {
        @Override
        public void close() {
            closing.run();
        }
    }

    private Opened open(Service service, String url) {
        return switch (service) {
            case KV -> {
                var subject = TckSubject.of(service, url, clock, Env::kv);
                yield new Opened(new KvOperations(subject, clock), subject::close);
            }
            case R2 -> {
                var subject = TckSubject.of(service, url, clock, Env::r2);
                yield new Opened(new R2Operations(subject, clock), subject::close);
            }
            case D1 -> {
                var subject = TckSubject.of(service, url, clock, Env::d1);
                yield new Opened(new D1Operations(subject, clock), subject::close);
            }
            case QUEUES -> {
                var operations = new BuryingOperations(url, clock);
                yield new Opened(operations, operations::close);
            }
            default -> throw new IllegalArgumentException(service + " has no steps");
        };
    }

    private void step(JsonNode step, GoldenOperations operations) {
        clock.set(Instant.ofEpochMilli(step.get("at").longValue()));
        Object result;
        try {
            result = operations.perform(step.get("op").stringValue(), arguments(step.get("args")));
        } catch (Exception failed) {
            print("failure", failed.toString());
            return;
        }
        values.save(step.get("save").stringValue(), result);
        print("result", result);
    }

    @SuppressWarnings("unchecked")
    private GoldenArguments arguments(JsonNode json) {
        return new GoldenArguments((Map<String, @Nullable Object>) Objects.requireNonNull(values.decode(json)));
    }

    private void print(String member, @Nullable Object value) {
        Map<String, Object> answer = new LinkedHashMap<>();
        answer.put(member, GoldenEncoder.encode(value));
        out.println(MARK + JsonMapper.shared().writeValueAsString(answer));
    }
}
