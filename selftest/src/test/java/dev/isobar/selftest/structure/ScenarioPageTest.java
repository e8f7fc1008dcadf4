package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.selftest.structure.ScenarioPage.Scenario;
import dev.isobar.selftest.structure.Specification.SpecificationRule;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The page of scenarios tells of all that was recorded, and of what no rule's test asserts. */
class ScenarioPageTest {
    private static final Path RECORDED = Project.ROOT.resolve("tck/src/main/resources/dev/isobar/tck/golden");
    private static final Path DIFFERENCES = Project.ROOT.resolve("docs/spec/differences.md");
    private static final String RUNTIME = "## Cloudflare's runtime";
    private static final Set<String> RECORDED_SERVICES = Set.of("kv.md", "d1.md", "r2.md", "queues.md");
    private static final List<String> KINDS = List.of("own rule", "simulator", "Java only");

    private final List<Scenario> scenarios = ScenarioPage.scenarios();

    @Test
    void everyScenarioStandsOnThePageOnce() {
        List<String> listed = scenarios.stream().map(Scenario::id).sorted().toList();

        assertFalse(listed.isEmpty());
        assertEquals(recorded().keySet().stream().toList(), listed);
    }

    @Test
    void everyRuleOfAScenarioIsTested() {
        Set<String> rules = scenarios.stream()
                .flatMap(scenario -> scenario.ruleIds().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        rules.removeAll(TestedRules.IDS);

        assertEquals(Set.of(), rules);
    }

    @Test
    void whatNoRuleSettlesHasAReason() {
        List<Scenario> silent = scenarios.stream()
                .filter(scenario -> !scenario.settled() && scenario.note().isEmpty())
                .toList();

        assertEquals(List.of(), silent);
    }

    @Test
    void onlyWhatTheKitSkipsIsNotCounted() {
        String known = Project.read(DIFFERENCES).split(RUNTIME, -1)[0];
        Set<String> skipped = new TreeSet<>();
        recorded().forEach((id, scenario) -> {
            String tags = scenario.path("tags").toString();
            if (tags.contains("quirk") || tags.contains("js-arguments") || known.contains("| `" + id + "` |")) {
                skipped.add(id);
            }
        });

        assertEquals(
                skipped,
                scenarios.stream()
                        .filter(scenario -> scenario.is(ScenarioPage.NOT_COUNTED))
                        .map(Scenario::id)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    @Test
    void everyRuleWithoutATestIsListedOnce() {
        assertEquals(
                untested().map(SpecificationRule::id).sorted().toList(),
                ScenarioPage.untested().stream().sorted().toList());
    }

    @Test
    void bothPagesCountRight() {
        String differences = Project.read(DIFFERENCES);
        long settled = scenarios.stream().filter(Scenario::settled).count();
        long replayed = scenarios.stream()
                .filter(scenario -> scenario.is(ScenarioPage.REPLAYED))
                .count();
        List<String> counts = List.of(
                "%d scenarios: %d settled by a rule's test, %d replayed only, %d not counted."
                        .formatted(scenarios.size(), settled, replayed, scenarios.size() - settled - replayed),
                "%d rules without a test: %d of level JS, %d of level NOTE, %d of level MUST."
                        .formatted(untested().count(), level("JS"), level("NOTE"), level("MUST")),
                failing(differences));

        for (String count : counts) {
            assertTrue(ScenarioPage.text().contains(count), () -> "scenarios.md lacks: " + count);
            assertTrue(differences.contains(count), () -> "differences.md lacks: " + count);
        }
    }

    /** Counts the rows of the runtime by their kind. */
    private static String failing(String differences) {
        List<String> kinds = Pattern.compile("^\\| `[^|]*\\|([^|]*)\\|", Pattern.MULTILINE)
                .matcher(differences.split(RUNTIME, -1)[1].split("\n## ", -1)[0])
                .results()
                .map(row -> row.group(1).strip())
                .toList();
        assertEquals(Set.copyOf(KINDS), Set.copyOf(kinds));
        return "%d tests and scenarios fail in the runtime: %d own rule, %d simulator, %d Java only."
                .formatted(
                        kinds.size(),
                        kinds.stream().filter(KINDS.get(0)::equals).count(),
                        kinds.stream().filter(KINDS.get(1)::equals).count(),
                        kinds.stream().filter(KINDS.get(2)::equals).count());
    }

    /** Rules of level PROD speak of the service alone. */
    private static Stream<SpecificationRule> untested() {
        return Specification.all().stream()
                .filter(specification -> RECORDED_SERVICES.contains(specification.name()))
                .flatMap(specification -> specification.rules().stream())
                .filter(rule -> !rule.level().equals("PROD") && !TestedRules.IDS.contains(rule.id()));
    }

    private static long level(String level) {
        return untested().filter(rule -> rule.level().equals(level)).count();
    }

    private static Map<String, JsonNode> recorded() {
        Map<String, JsonNode> recorded = new TreeMap<>();
        for (Path file : Project.files(".json")) {
            if (file.startsWith(RECORDED)) {
                JsonMapper.shared()
                        .readTree(Project.read(file))
                        .path("scenarios")
                        .forEach(scenario -> recorded.put(scenario.path("id").stringValue(), scenario));
            }
        }
        return recorded;
    }
}
