package dev.isobar.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.isobar.tck.Rule;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a class of the kit and tells which rules failed. */
final class Verdict {
    private Verdict() {}

    static Set<String> failedRules(Class<?> kit) {
        return failed(List.of(selectClass(kit)));
    }

    /** Runs the tests of one rule only; a defect needs no more to be seen. */
    static boolean fails(Class<?> kit, String rule) {
        List<DiscoverySelector> tests = new ArrayList<>();
        for (Class<?> topic : kit.getSuperclass().getDeclaredClasses()) {
            for (Method method : topic.getSuperclass().getDeclaredMethods()) {
                Rule tested = method.getAnnotation(Rule.class);
                if (tested != null && tested.value().equals(rule)) {
                    tests.add(selectNestedMethod(List.of(kit), topic, method));
                }
            }
        }
        if (tests.isEmpty()) {
            throw new IllegalArgumentException("no test has the rule " + rule);
        }
        return failed(tests).contains(rule);
    }

    private static Set<String> failed(List<DiscoverySelector> selectors) {
        Set<String> failed = new TreeSet<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute()
                .testEvents()
                .finished()
                .filter(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getStatus() == Status.FAILED)
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
