package dev.isobar.workerd;

import dev.isobar.tck.BindingTck;
import java.util.LinkedHashMap;
import java.util.Map;
import org.opentest4j.AssertionFailedError;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/**
 * Compares a backend with the runtime in scenarios made up at random: {@code isobar.random.steps} steps, from
 * {@code isobar.random.seed}, a number or {@code random}. Without them every run takes the same 1,000 steps.
 */
final class RandomRun {
    private static final int STEPS = Integer.getInteger("isobar.random.steps", 1_000);
    private static final int KINDS = 5;
    private static final String SEED = System.getProperty("isobar.random.seed", "1");

    private final String service;
    private final Comparison comparison;
    private final RandomSteps.Source source;

    RandomRun(String service, Recording runtime, BindingTck<?> backend, RandomSteps.Source source) {
        this.service = service;
        this.comparison = new Comparison(runtime, backend);
        this.source = source;
    }

    /** Goes on after a difference, to find those of other kinds, and tells the smallest scenario of each kind. */
    void run() throws Exception {
        long seed = SEED.equals("random") ? System.nanoTime() : Long.parseLong(SEED);
        Map<String, String> found = new LinkedHashMap<>();
        int steps = 0;
        for (; steps < STEPS && found.size() < KINDS; seed++) {
            Verdict verdict = comparison.judge(Scenario.made(service, source, seed));
            steps += verdict.scenario().steps().size();
            if (!verdict.agrees() && !found.containsKey(verdict.kind())) {
                found.put(verdict.kind(), description(seed, Shrinker.shrink(comparison, verdict)));
            }
        }
        if (!found.isEmpty()) {
            throw new AssertionFailedError(
                    "the backend differs from Cloudflare's runtime:\n" + String.join("\n", found.values()));
        }
    }

    private String description(long seed, Verdict smallest) {
        ObjectNode file =
                Forms.members().put("format", 1).put("service", service).put("topic", "random");
        file.putArray("scenarios").add(smallest.recorded());
        return """
                %s
                Again: -Disobar.random.seed=%d -Disobar.random.steps=1
                What the runtime does, for a file <folder>/%s/random.json and -Disobar.tck.golden=<folder>:
                %s""".formatted(
                        String.join("\n", smallest.differences()),
                        seed,
                        service,
                        JsonMapper.shared().writerWithDefaultPrettyPrinter().writeValueAsString(file));
    }
}
