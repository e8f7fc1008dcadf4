package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The reports of the kit, once they are written: what was skipped is what the page of differences says, and no more. */
class SkipsTest {
    private static final Path REPORTS = Path.of("target/tck");
    // Maven's -Dtest, which may leave out what writes a report.
    private static final boolean TESTS_ARE_CHOSEN = System.getProperty("test") != null;
    private static final Set<String> MARKS = Set.of(
            "(tag quirk)",
            "(tag js-arguments)",
            // The bindings are one program's, and what it keeps is its own.
            "its store cannot be opened a second time",
            "its store cannot be opened by a second process",
            "the subject does not count entries (TckSubject.withRemains)",
            "the subject does not say what remains (TckSubject.withRemains)");

    @ParameterizedTest
    @ValueSource(strings = {"d1", "kv", "queue", "r2"})
    void areListed(String binding) throws IOException {
        PinnedRuntime.modules();
        Path file = REPORTS.resolve(PinnedRuntime.backend() + "-" + binding + ".json");
        String missing = "there is no report " + file;
        assumeTrue(Files.exists(file) || PinnedRuntime.CI || !TESTS_ARE_CHOSEN, "SKIPPED: " + missing);
        assertTrue(Files.exists(file), missing);
        JsonNode report = JsonMapper.shared().readTree(Files.readAllBytes(file));
        List<String> unlisted = new ArrayList<>();

        for (JsonNode result : report.get("results")) {
            if (result.get("status").stringValue().equals("skipped") && !listed(result)) {
                unlisted.add(result.toString());
            }
        }

        assertEquals(PinnedRuntime.server(), report.get("server").stringValue(), "an old report");
        assertEquals(List.of(), unlisted);
        assertEquals(0, report.at("/summary/failed").intValue());
    }

    private static boolean listed(JsonNode result) {
        String rule = result.get("rule").stringValue();
        String reason = result.get("reason").stringValue();
        if (reason.startsWith("capability ") || reason.startsWith("bound ")) {
            return reason.endsWith("the refusal cannot be seen")
                    || KnownDifferences.lacks().contains(reason.split(" ", -1)[1]);
        }
        return MARKS.stream().anyMatch(reason::endsWith)
                || KnownDifferences.scenarios().contains(rule)
                || KnownDifferences.of("")
                        .containsKey(rule + " " + result.get("test").stringValue())
                || KnownDifferences.of("").containsKey(rule);
    }
}
