package dev.isobar.tck;

import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** Replays recorded scenarios on a binding, each on a subject of its own, each a result of its own. */
final class GoldenReplay<T> {
    private final String service;
    private final TckReport report;
    private final BindingTck<T> tck;

    GoldenReplay(String service, TckReport report, BindingTck<T> tck) {
        this.service = service;
        this.report = report;
        this.tck = tck;
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

    private String leftOut(GoldenScenario scenario) {
        Capability missing =
                GoldenNeeds.missing(service, scenario.json(), tck.subject().capabilities());
        return missing == null ? scenario.leftOut() : "capability " + missing.label() + " is not declared";
    }

    private List<String> differences(GoldenScenario scenario) throws Exception {
        try {
            return ScenarioReplay.onNewSubject(tck, scenario);
        } catch (UnsupportedCapabilityException missing) {
            throw Trial.LackException.ofCapability(missing.capability());
        }
    }
}
