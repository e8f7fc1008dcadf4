package dev.isobar.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.isobar.tck.Rule;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a class of the kit and tells which rules failed. */
final class Verdict {
    private Verdict() {}

    static Set<String> failedRules(Class<?> kit) {
        Set<String> failed = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(kit))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute()
                .testEvents()
                .finished()
                .filter(event -> event.getRequiredPayload(org.junit.platform.engine.TestExecutionResult.class)
                                .getStatus()
                        == Status.FAILED)
                .forEach(event -> event.getTestDescriptor()
                        .getSource()
                        .filter(MethodSource.class::isInstance)
                        .map(MethodSource.class::cast)
                        .map(source -> source.getJavaMethod().getAnnotation(Rule.class))
                        .map(Rule::value)
                        .ifPresent(failed::add));
        return failed;
    }
}
