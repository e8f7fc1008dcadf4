package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Pages, comments and messages use the plain English of the field. */
class LanguageTest {
    /** What reads as translated, and what to write instead. */
    private static final Map<Pattern, String> INSTEAD = Map.ofEntries(
            Map.entry(Pattern.compile("\\bmend(s|ed|ing)?\\b"), "fix"),
            Map.entry(Pattern.compile("\\bmistakes?\\b"), "error, problem"),
            Map.entry(Pattern.compile("\\bspelt\\b"), "spelled, written"),
            Map.entry(Pattern.compile("\\bhad better\\b"), "must"),
            Map.entry(Pattern.compile("\\bleft aside\\b"), "ignored"),
            Map.entry(Pattern.compile("\\bworked off\\b"), "processed"),
            Map.entry(Pattern.compile("\\bbroke off\\b"), "was closed"),
            Map.entry(Pattern.compile("\\bmade up at random\\b"), "randomly generated"),
            Map.entry(Pattern.compile("\\bof one's own\\b"), "self-hosted, your own"),
            Map.entry(Pattern.compile("\\bcaller's affair\\b"), "at your own risk"),
            Map.entry(Pattern.compile("\\bwhich nobody promises\\b"), "which is not guaranteed"),
            Map.entry(
                    Pattern.compile(
                            "(?<!there )\\bis no (list|object|text|record|number|error|row|statement|etag|JSON)\\b"),
                    "is not a"),
            Map.entry(
                    Pattern.compile(
                            "\\b(\\d|one|two|keys?|ids?|calls|messages|vectors|rows) a (call|second|day|page)\\b(?! (time|delivery))"),
                    "per"));

    private static boolean isPlain(Path file) {
        return file.endsWith("LanguageTest.java") || file.toString().contains("src/test");
    }

    @Test
    void usesPlainEnglish() {
        List<String> found = new ArrayList<>();
        Stream.concat(Project.markdown().stream(), Project.javaFiles().stream())
                .filter(file -> !isPlain(file))
                .forEach(file -> {
                    String text = Project.read(file);
                    INSTEAD.forEach((phrase, instead) -> {
                        Matcher matcher = phrase.matcher(text);
                        while (matcher.find()) {
                            found.add(Project.name(file) + ": '" + matcher.group() + "'; write: " + instead);
                        }
                    });
                });

        assertEquals(List.of(), found);
    }
}
