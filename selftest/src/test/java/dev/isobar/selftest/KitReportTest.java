package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectNestedMethod;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.Rule;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.testkit.engine.EngineExecutionResults;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Event;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Whatever a backend does, the report is written and right, and a failure names its rule. */
class KitReportTest {
    private static final String RULE = "KV-DEL-03";
    private static final String STRANGE =
            "half \uD83D of a face\u0000\u001B[31m\uFFFE " + "x".repeat(1_000_000) + " end";
    private static final ThreadLocal<UnaryOperator<KvDriver>> DRIVER = new ThreadLocal<>();
    private static final ThreadLocal<AutoCloseable> CLOSING = new ThreadLocal<>();

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolders() throws IOException {
        Files.createDirectory(folder.resolve("kv"));
        System.setProperty("isobar.tck.golden", folder.toString());
        System.setProperty("isobar.tck.reports", folder.resolve("reports").toString());
        DRIVER.set(good -> good);
        CLOSING.set(() -> {});
    }

    @AfterEach
    void forgetTheFolders() {
        System.clearProperty("isobar.tck.golden");
        System.clearProperty("isobar.tck.reports");
    }

    @Test
    void namesTheRuleOfWhatIsAsserted() throws IOException {
        DRIVER.set(good -> deleting(good, () -> {}));

        Event failed = failure(rule());

        assertTrue(text(failed).startsWith("org.opentest4j.AssertionFailedError: KV-DEL-03: "), text(failed));
        assertTrue(failed.getTestDescriptor().getDisplayName().startsWith("KV-DEL-03 "), failed.toString());
        assertFalse(reason().startsWith(RULE), reason());
        assertEquals(List.of(0, 1, 0, 1), summary());
    }

    @Test
    void namesTheRuleAndTheCauseOfWhatIsThrown() throws IOException {
        DRIVER.set(good -> deleting(good, () -> {
            throw new IllegalStateException("the shelf is out of reach");
        }));

        Event failed = failure(rule());

        assertTrue(text(failed).contains("UnexpectedException: KV-DEL-03: "), text(failed));
        assertTrue(text(failed).contains("java.lang.IllegalStateException: the shelf is out of reach"), text(failed));
        assertTrue(reason().contains("java.lang.IllegalStateException: the shelf is out of reach"), reason());
    }

    @Test
    void writesAnyMessage() throws IOException {
        DRIVER.set(good -> deleting(good, () -> {
            throw new IllegalStateException(STRANGE);
        }));

        Event failed = failure(rule());

        for (String shown : List.of(text(failed), reason())) {
            assertTrue(shown.contains("half \\uD83D of a face\\u0000\\u001B[31m\\uFFFE xxx"), shown);
            assertTrue(shown.contains(" characters left out …"), shown);
            assertTrue(shown.endsWith("x end"), shown);
        }
    }

    @Test
    void writesAFailureWithoutAMessage() throws IOException {
        DRIVER.set(good -> deleting(good, () -> {
            throw new SilentException();
        }));

        assertTrue(text(failure(rule())).contains(SilentException.class.getName()));
        assertTrue(reason().contains(SilentException.class.getName()), reason());
    }

    @Test
    void countsARuleWhoseSubjectDoesNotClose() throws IOException {
        CLOSING.set(() -> {
            throw new IllegalStateException("the door is stuck");
        });

        assertTrue(text(failure(rule())).contains("KV-DEL-03: "));
        assertTrue(reason().contains("the door is stuck"), reason());
        assertEquals(List.of(0, 1, 0, 1), summary());
    }

    @Test
    void countsARuleWhoseSubjectDoesNotOpen() throws IOException {
        DRIVER.set(good -> {
            throw new IllegalStateException("no key fits");
        });

        assertTrue(text(failure(rule())).contains("KV-DEL-03: "));
        assertTrue(reason().contains("no key fits"), reason());
        assertEquals(List.of(0, 1, 0, 1), summary());
    }

    @Test
    void showsTheStepAndTheCauseOfARecording() throws IOException {
        Files.writeString(
                folder.resolve("kv/own.json"),
                "{\"format\": 1, \"scenarios\": [{\"id\": \"kv/own/01\", \"title\": \"a key goes\", \"steps\": ["
                        + "{\"op\": \"delete\", \"args\": {\"key\": \"a\"}}], \"expect\": [{\"$void\": true}]}]}");
        DRIVER.set(good -> deleting(good, () -> {
            throw new IllegalStateException("the shelf is out of reach");
        }));

        String shown = failures(selectMethod(Judged.class, "recorded", "dev.isobar.tck.TckReport")).stream()
                .map(KitReportTest::text)
                .filter(text -> text.contains("kv/own/01"))
                .findFirst()
                .orElseThrow();

        assertTrue(shown.contains("extra:kv/own/01: a key goes: step 0 delete outcome: recorded $void"), shown);
        assertTrue(shown.contains("caused by java.lang.IllegalStateException: the shelf is out of reach"), shown);
    }

    @Test
    void isCompleteAtTheEndAlone() throws IOException {
        failures(rule());

        assertTrue(report().get("complete").booleanValue());
        assertEquals(List.of(1, 0, 0, 1), summary());
    }

    /** What is there when the process is killed in the third rule: the two that were in other classes. */
    @Test
    void isWrittenAfterEachClass() throws IOException {
        List<JsonNode> seen = new ArrayList<>();
        DRIVER.set(good -> deleting(good, () -> seen.add(read())));

        failures(rule("KV-GET-01"), rule(RULE));

        assertFalse(seen.get(0).get("complete").booleanValue());
        assertEquals(1, seen.get(0).at("/summary/passed").intValue());
    }

    private static KvDriver deleting(KvDriver good, Runnable delete) {
        return new KvOver(good) {
            @Override
            public void delete(String key) {
                delete.run();
            }
        };
    }

    private static DiscoverySelector rule() {
        return rule(RULE);
    }

    private static DiscoverySelector rule(String id) {
        for (Class<?> topic : KVNamespaceTck.class.getDeclaredClasses()) {
            for (Method method : topic.getSuperclass().getDeclaredMethods()) {
                Rule rule = method.getAnnotation(Rule.class);
                if (rule != null && rule.value().equals(id)) {
                    return selectNestedMethod(List.of(Judged.class), topic, method);
                }
            }
        }
        throw new IllegalArgumentException(id);
    }

    private static Event failure(DiscoverySelector test) {
        return failures(test).get(0);
    }

    private static List<Event> failures(DiscoverySelector... tests) {
        EngineExecutionResults results = EngineTestKit.engine("junit-jupiter")
                .selectors(tests)
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute();
        return results.testEvents().finished().stream()
                .filter(event ->
                        event.getRequiredPayload(TestExecutionResult.class).getStatus() == Status.FAILED)
                .toList();
    }

    private static String text(Event failed) {
        return failed.getRequiredPayload(TestExecutionResult.class)
                .getThrowable()
                .orElseThrow()
                .toString();
    }

    private JsonNode read() {
        try {
            return report();
        } catch (IOException unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    private JsonNode report() throws IOException {
        return JsonMapper.shared().readTree(Files.readAllBytes(folder.resolve("reports/reported_by_me-kv.json")));
    }

    private String reason() throws IOException {
        return report().at("/results/0/reason").stringValue();
    }

    private List<Integer> summary() throws IOException {
        JsonNode summary = report().get("summary");
        return Stream.of("passed", "failed", "skipped", "rules")
                .map(name -> summary.get(name).intValue())
                .toList();
    }

    static class SilentException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        @Override
        public String getMessage() {
            throw new IllegalStateException("not even that");
        }
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "reported/by me";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver driver = DRIVER.get().apply(Drivers.memory(clock).kv(Drivers.TARGET));
            TckSubject<KVNamespace> subject = TckSubject.of(Service.KV, driver, clock, Env::kv);
            AutoCloseable closing = CLOSING.get();
            return new TckSubject<>(subject.binding(), subject.capabilities(), "a shelf", () -> {
                subject.close();
                closing.close();
            });
        }
    }
}
