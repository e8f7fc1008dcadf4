package dev.isobar.tck;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;
import tools.jackson.databind.JsonNode;

/** Replays recorded scenarios on a binding, each on a subject of its own, each a result of its own. */
final class GoldenReplay<T> {
    private final String service;
    private final TckReport report;
    private final BindingTck<T> tck;
    private final Player<T> operations;

    /** Makes the operations for one scenario, which may bring a configuration of its own. */
    interface Player<T> {
        GoldenOperations over(TckSubject<T> subject, TestClock clock, JsonNode scenario);
    }

    GoldenReplay(
            String service,
            TckReport report,
            BindingTck<T> tck,
            BiFunction<TckSubject<T>, TestClock, GoldenOperations> operations) {
        this(service, report, tck, (subject, clock, scenario) -> operations.apply(subject, clock));
    }

    GoldenReplay(String service, TckReport report, BindingTck<T> tck, Player<T> operations) {
        this.service = service;
        this.report = report;
        this.tck = tck;
        this.operations = operations;
    }

    Stream<DynamicNode> scenarios() {
        return GoldenScenario.of(service).stream()
                .map(scenario ->
                        DynamicTest.dynamicTest(scenario.id() + " " + scenario.title(), () -> judge(scenario)));
    }

    private void judge(GoldenScenario scenario) throws Throwable {
        String reason = leftOut(scenario);
        if (!reason.isEmpty()) {
            report.skipped(scenario.id(), scenario.title(), reason);
            throw new TestAbortedException(reason);
        }
        String known = tck.knownDifferences().get(scenario.id());
        new Trial(report, scenario.id(), scenario.title(), known).run(() -> {
            List<String> differences = differences(scenario);
            if (!differences.isEmpty()) {
                throw new AssertionFailedError(scenario.id() + "\n" + String.join("\n", differences));
            }
        });
    }

    /** Queues wait for real where the clock is not ours; the shortest expiry of KV would take a minute each. */
    private String leftOut(GoldenScenario scenario) {
        boolean stuck = service.equals("kv")
                && scenario.json().has("clock")
                && !tck.subject().capabilities().has(Capability.CONTROLLED_CLOCK);
        return stuck ? "capability " + Capability.CONTROLLED_CLOCK.label() + " is not declared" : scenario.leftOut();
    }

    private List<String> differences(GoldenScenario scenario) throws Exception {
        JsonNode clockStart = scenario.json().path("clock").path("startMillis");
        TestClock clock = new TestClock(
                Instant.ofEpochMilli(clockStart.isNumber() ? clockStart.longValue() : 1_700_000_000_000L));
        TckSubject<T> subject = tck.open(clock);
        try {
            return steps(scenario, operations.over(subject, clock, scenario.json()));
        } finally {
            subject.resource().close();
        }
    }

    private static List<String> steps(GoldenScenario scenario, GoldenOperations operations) {
        GoldenValues values = new GoldenValues();
        GoldenOutcome outcome =
                new GoldenOutcome(operations, scenario.comparesMessages() && operations.comparesMessages());
        List<String> differences = new ArrayList<>();
        JsonNode steps = scenario.json().get("steps");
        for (int i = 0; i < steps.size(); i++) {
            JsonNode step = steps.get(i);
            Object result = perform(step, values, operations);
            if (step.has("save") && !(result instanceof GoldenOutcome.Failed)) {
                values.save(step.get("save").stringValue(), result);
            }
            String name = "step " + i + " " + step.get("op").stringValue() + " ";
            outcome.differences(scenario.json().get("expect").get(i), result)
                    .forEach(difference -> differences.add(name + difference));
        }
        return differences;
    }

    private static @Nullable Object perform(JsonNode step, GoldenValues values, GoldenOperations operations) {
        Map<String, @Nullable Object> members = new LinkedHashMap<>();
        step.path("args")
                .properties()
                .forEach(member -> members.put(member.getKey(), values.decode(member.getValue())));
        try {
            return operations.perform(step.get("op").stringValue(), new GoldenArguments(members));
        } catch (UnsupportedCapabilityException missing) {
            throw new Trial.LackException(missing.capability());
        } catch (Exception failed) {
            return new GoldenOutcome.Failed(failed);
        }
    }
}
