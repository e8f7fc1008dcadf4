package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Links lead somewhere, and Java in the papers stands in a file that the build compiles. */
class MarkdownTest {
    private static final Pattern LINK = Pattern.compile("\\]\\((?!https?:|mailto:|#)([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern JAVA = Pattern.compile("^```java\\n(.*?)^```", Pattern.MULTILINE | Pattern.DOTALL);
    /** Fragments of decisions and of the kit's format need no compiler. */
    private static final List<String> FREE = List.of("docs/adr", "docs/spec");

    @Test
    void relativeLinksLeadToFiles() {
        List<String> broken = new ArrayList<>();
        for (Path file : Project.markdown()) {
            for (MatchResult link : LINK.matcher(Project.read(file)).results().toList()) {
                if (!Files.exists(file.resolveSibling(link.group(1)))) {
                    broken.add(Project.name(file) + ": " + link.group(1));
                }
            }
        }

        assertEquals(List.of(), broken);
    }

    @Test
    void theIndexListsEveryPage() {
        String index = Project.read(Project.ROOT.resolve("docs/README.md"));
        List<String> unlisted = Project.markdown().stream()
                .filter(file -> file.startsWith(Project.ROOT.resolve("docs")) && !file.endsWith("docs/README.md"))
                .map(file -> Project.ROOT.resolve("docs").relativize(file).toString())
                .filter(page -> !index.contains("](" + page + ")"))
                .toList();

        assertEquals(List.of(), unlisted);
    }

    @Test
    void javaIsTakenFromCompiledFiles() {
        List<List<String>> sources = Project.javaFiles().stream()
                .map(file -> lines(Project.read(file)))
                .toList();
        List<String> typed = new ArrayList<>();
        for (Path file : Project.markdown()) {
            if (FREE.stream().anyMatch(Project.name(file)::startsWith)) {
                continue;
            }
            for (MatchResult block : JAVA.matcher(Project.read(file)).results().toList()) {
                List<String> code = lines(block.group(1));
                if (sources.stream().noneMatch(source -> holds(source, code))) {
                    typed.add(Project.name(file) + ": "
                            + block.group(1).lines().findFirst().orElse(""));
                }
            }
        }

        assertEquals(List.of(), typed);
    }

    /** Whether the lines follow each other in the source, perhaps with others in between. */
    private static boolean holds(List<String> source, List<String> code) {
        int found = 0;
        for (String line : source) {
            if (found < code.size() && line.equals(code.get(found))) {
                found++;
            }
        }
        return found == code.size();
    }

    /** Indentation and blank lines do not count. */
    private static List<String> lines(String code) {
        return code.lines().map(String::strip).filter(line -> !line.isEmpty()).toList();
    }
}
