package dev.isobar.tck;

import dev.isobar.error.UnsupportedCapabilityException;
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
            throw new TestAbortedException(scenario.id() + ": " + reason);
        }
        String known = tck.knownDifferences().get(scenario.id());
        new Trial(report, scenario.id(), scenario.title(), known).run(() -> replay(scenario));
    }

    private void replay(GoldenScenario scenario) throws Exception {
        ScenarioReplay replay = new ScenarioReplay(scenario);
        try {
            replay.onNewSubject(tck);
        } catch (UnsupportedCapabilityException missing) {
            throw Trial.LackException.ofCapability(missing.capability());
        }
        if (!replay.differences().isEmpty()) {
            AssertionFailedError failed =
                    new AssertionFailedError(scenario.title() + ": " + String.join("\n", replay.differences()));
            replay.errors().forEach(failed::addSuppressed);
            throw failed;
        }
    }

    private String leftOut(GoldenScenario scenario) {
        String lack = GoldenNeeds.lack(service, scenario.json(), tck.subject().capabilities());
        return lack.isEmpty() ? scenario.leftOut() : lack;
    }
}
