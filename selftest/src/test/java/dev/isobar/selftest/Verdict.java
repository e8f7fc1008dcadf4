package dev.isobar.selftest;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.isobar.tck.Rule;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestDescriptor;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.testkit.engine.EngineTestKit;

/** Runs a class of the kit and tells which rules failed. */
final class Verdict {
    private Verdict() {}

    /** Runs all tests; returns the ids of the rules and recordings that failed. */
    static Set<String> failed(Class<?> kit) {
        return failures(List.of(selectClass(kit)), rule -> true).stream()
                .map(Failure::rule)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * Runs the tests of one rule only; a defect needs no more to be seen. It is seen if one of them asserts what is wrong
     * in words; a rule that merely stops with what the driver throws has seen nothing.
     *
     * @throws AssertionError with the traces if the rule fails in no better way
     */
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
        List<Failure> failures = failures(tests, rule::equals);
        if (failures.stream().anyMatch(Failure::isAsserted)) {
            return true;
        }
        if (!failures.isEmpty()) {
            throw new AssertionError(rule + " crashed and asserted nothing:\n"
                    + failures.stream().map(Failure::trace).collect(Collectors.joining("\n")));
        }
        return false;
    }

    private static List<Failure> failures(List<DiscoverySelector> selectors, Predicate<String> judged) {
        List<Failure> failures = new ArrayList<>();
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectors.toArray(DiscoverySelector[]::new))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute()
                .testEvents()
                .finished()
                .stream()
                .forEach(event -> {
                    TestExecutionResult result = event.getRequiredPayload(TestExecutionResult.class);
                    String rule = rule(event.getTestDescriptor());
                    if (result.getStatus() == Status.FAILED && judged.test(rule)) {
                        failures.add(new Failure(rule, result.getThrowable().orElseThrow()));
                    }
                });
        return failures;
    }

    /** The rule of a test, or what a recording is called. */
    private static String rule(TestDescriptor test) {
        return test.getSource()
                .filter(MethodSource.class::isInstance)
                .map(MethodSource.class::cast)
                .map(source -> source.getJavaMethod().getAnnotation(Rule.class))
                .map(Rule::value)
                .orElseGet(test::getDisplayName);
    }

    private record Failure(String rule, Throwable cause) {
        /** Whether a reader learns from the text what was expected. */
        boolean isAsserted() {
            String text = cause.getMessage();
            return cause instanceof AssertionError && text != null && !text.isBlank();
        }

        String trace() {
            StringWriter trace = new StringWriter();
            cause.printStackTrace(new PrintWriter(trace, true));
            return trace.toString();
        }
    }
}
