package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.isobar.selftest.structure.Specification.SpecificationRule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The kit and the specification tell of the same rules. */
class SpecificationTest {
    /** The files of which every MUST rule is tested; a file joins when its binding is finished and never leaves. */
    private static final Set<String> COMPLETE =
            Set.of("ai.md", "d1.md", "env.md", "kv.md", "queues.md", "r2.md", "vectorize.md");

    private final List<Specification> specifications = Specification.all();

    @Test
    void idsAreGivenOnce() {
        Set<String> seen = new HashSet<>();
        List<String> twice =
                ids(specifications).stream().filter(id -> !seen.add(id)).toList();

        assertEquals(List.of(), twice);
    }

    @Test
    void everyTestedRuleExists() {
        Set<String> unknown = new TreeSet<>(TestedRules.IDS);
        unknown.removeAll(ids(specifications));

        assertFalse(TestedRules.IDS.isEmpty());
        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyRuleNamedInTheSourcesExists() {
        Set<String> known = new HashSet<>(ids(specifications));
        String services = known.stream()
                .map(id -> id.substring(0, id.indexOf('-')))
                .distinct()
                .collect(Collectors.joining("|"));
        Pattern anyId = Pattern.compile("\\b(?:" + services + ")(?:-[A-Z][A-Z0-9]*)?-\\d{2}\\b");

        Set<String> unknown = Project.javaFiles().stream()
                .flatMap(file -> anyId.matcher(Project.read(file)).results().map(found -> found.group()))
                .filter(id -> !known.contains(id))
                .collect(Collectors.toCollection(TreeSet::new));

        assertEquals(Set.of(), unknown);
    }

    @Test
    void everyMustRuleIsTestedOrExcused() {
        List<String> missing = new ArrayList<>();
        for (Specification specification : specifications) {
            List<SpecificationRule> must = specification.rules().stream()
                    .filter(rule -> rule.level().equals("MUST"))
                    .toList();
            List<String> open = must.stream()
                    .filter(rule -> !rule.excused() && !TestedRules.IDS.contains(rule.id()))
                    .map(SpecificationRule::id)
                    .toList();
            long excused = must.stream().filter(SpecificationRule::excused).count();
            System.out.printf(
                    "%s: %d MUST rules, %d tested, %d excused, %d open %s%n",
                    specification.name(), must.size(), must.size() - excused - open.size(), excused, open.size(), open);
            if (COMPLETE.contains(specification.name())) {
                missing.addAll(open);
            }
        }

        assertEquals(List.of(), missing);
    }

    private static List<String> ids(List<Specification> specifications) {
        return specifications.stream()
                .flatMap(specification -> specification.rules().stream())
                .map(SpecificationRule::id)
                .toList();
    }
}
