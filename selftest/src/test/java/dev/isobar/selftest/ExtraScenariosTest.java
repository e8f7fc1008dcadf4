package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.platform.testkit.engine.EngineTestKit;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** {@code -Disobar.tck.golden=<folder>} replays the recordings of a folder beside the kit's own. */
class ExtraScenariosTest {
    private static final String OUTDATED = """
            {"format": 1, "scenarios": [{"id": "kv/new/01", "title": "a runtime that answers otherwise",
              "steps": [{"op": "put", "args": {"key": "a", "value": "1"}}, {"op": "get", "args": {"key": "a"}}],
              "expect": [{"$void": true}, "2"]}]}
            """;

    @TempDir
    private Path folder = Path.of("");

    @BeforeEach
    void nameTheFolders() throws IOException {
        Files.createDirectory(folder.resolve("kv"));
        System.setProperty("isobar.tck.golden", folder.toString());
        System.setProperty("isobar.tck.reports", folder.resolve("reports").toString());
    }

    @AfterEach
    void forgetTheFolders() {
        System.clearProperty("isobar.tck.golden");
        System.clearProperty("isobar.tck.reports");
    }

    @Test
    void replaysARecordingThatWasCopied() throws IOException {
        try (InputStream own = KVNamespaceTck.class.getResourceAsStream("golden/kv/basic.json")) {
            assertNotNull(own);
            Files.copy(own, folder.resolve("kv/newer.json"));
        }

        Map<String, String> results = replay();

        assertEquals("passed", results.get("kv/basic/01"));
        assertEquals("passed", results.get("extra:kv/basic/01"));
        assertEquals(
                9,
                results.keySet().stream()
                        .filter(rule -> rule.startsWith("extra:"))
                        .count());
    }

    @Test
    void failsOnARecordingThatTheBackendDoesNotFollow() throws IOException {
        Files.writeString(folder.resolve("kv/new.json"), OUTDATED);

        Map<String, String> results = replay();

        assertEquals("failed", results.get("extra:kv/new/01"));
        assertTrue(results.values().stream().filter("passed"::equals).count() > 50);
    }

    private Map<String, String> replay() throws IOException {
        EngineTestKit.engine("junit-jupiter")
                .selectors(selectMethod(Judged.class, "recorded", "dev.isobar.tck.TckReport"))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .execute();
        Map<String, String> results = new TreeMap<>();
        JsonNode report = JsonMapper.shared().readTree(Files.readString(folder.resolve("reports/memory-kv.json")));
        report.get("results")
                .forEach(result -> results.put(
                        result.get("rule").stringValue(), result.get("status").stringValue()));
        return results;
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "memory";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            return TckSubject.of(Service.KV, "memory:", clock, Env::kv);
        }
    }
}
