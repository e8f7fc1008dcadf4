package dev.isobar.selftest.structure;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The tables of {@code docs/spec/scenarios.md}. */
final class ScenarioPage {
    static final String REPLAYED = "replayed only";
    static final String NOT_COUNTED = "not counted";
    private static final Set<String> STATES = Set.of(REPLAYED, NOT_COUNTED);
    private static final Pattern SCENARIOS =
            Pattern.compile("`([a-z0-9]+/[a-z0-9]+/)(\\d\\d)`(?: to `[a-z0-9]+/[a-z0-9]+/(\\d\\d)`)?");

    private ScenarioPage() {}

    /** One scenario: the rules that settle it, or else why it has none. */
    record Scenario(String id, String rules, String note) {
        boolean is(String state) {
            return rules.equals(state);
        }

        boolean settled() {
            return !STATES.contains(rules);
        }

        List<String> ruleIds() {
            return settled() ? List.of(rules.split(", ", -1)) : List.of();
        }
    }

    static String text() {
        return Project.read(Project.ROOT.resolve("docs/spec/scenarios.md"));
    }

    static List<Scenario> scenarios() {
        List<Scenario> scenarios = new ArrayList<>();
        for (String[] cells : rows("`[a-z].*")) {
            ids(cells[1]).forEach(id -> scenarios.add(new Scenario(id, cells[2], cells[3])));
        }
        return scenarios;
    }

    /** The rules that the page lists as untested. */
    static List<String> untested() {
        return rows("`[A-Z].*").stream().map(cells -> cells[1].replace("`", "")).toList();
    }

    private static List<String[]> rows(String first) {
        return text().lines()
                .filter(line -> line.startsWith("|"))
                .map(line -> Stream.of(line.split("\\|", -1)).map(String::strip).toArray(String[]::new))
                .filter(cells -> cells[1].matches(first))
                .toList();
    }

    private static List<String> ids(String cell) {
        List<String> ids = new ArrayList<>();
        for (MatchResult found : SCENARIOS.matcher(cell).results().toList()) {
            int first = Integer.parseInt(found.group(2));
            int last = found.group(3) == null ? first : Integer.parseInt(found.group(3));
            IntStream.rangeClosed(first, last).forEach(number -> ids.add("%s%02d".formatted(found.group(1), number)));
        }
        return ids;
    }
}
