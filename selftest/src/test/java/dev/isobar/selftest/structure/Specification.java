package dev.isobar.selftest.structure;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The rules of one file of {@code docs/spec}. */
record Specification(String name, List<SpecificationRule> rules) {
    private static final Pattern HEAD =
            Pattern.compile("^\\*\\*([A-Z0-9]+(?:-[A-Z0-9]+)*-\\d+)\\*\\* \\(([A-Z]+)\\)", Pattern.MULTILINE);

    /** One rule: its id, its level, and whether the text gives a reason why no test shows it. */
    record SpecificationRule(String id, String level, boolean excused) {}

    static List<Specification> all() {
        return Project.markdown().stream()
                .filter(file -> file.startsWith(Project.ROOT.resolve("docs/spec")))
                .map(Specification::parse)
                .filter(specification -> !specification.rules().isEmpty())
                .toList();
    }

    static Specification parse(Path file) {
        String text = Project.read(file);
        Matcher matcher = HEAD.matcher(text);
        List<MatchResult> heads = matcher.results().toList();
        List<SpecificationRule> rules = new ArrayList<>();
        for (int i = 0; i < heads.size(); i++) {
            MatchResult head = heads.get(i);
            int end = i + 1 < heads.size() ? heads.get(i + 1).start() : text.length();
            boolean excused = text.substring(head.end(), end).contains("*Untested:*");
            rules.add(new SpecificationRule(head.group(1), head.group(2), excused));
        }
        return new Specification(file.getFileName().toString(), rules);
    }
}
