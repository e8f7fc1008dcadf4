package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every source file of the project keeps to. */
class SourceTest {
    private static final int MOST_LINES = 400;
    private static final Pattern EMPTY_NAME =
            Pattern.compile("\\b(?:class|interface|enum|record) \\w*(?:Impl|Utils?|Helper|Manager)\\b");

    @Test
    void filesHaveAtMostFourHundredLines() {
        assertEquals(List.of(), filesWhere(text -> text.lines().count() > MOST_LINES));
    }

    @Test
    void typesAreNamedForWhatTheyDo() {
        assertEquals(List.of(), filesWhere(text -> EMPTY_NAME.matcher(text).find()));
    }

    @Test
    void noTestIsSwitchedOff() {
        assertEquals(List.of(), filesContaining("@Disabled"));
    }

    @Test
    void nothingSleeps() {
        assertEquals(List.of(), filesContaining("Thread" + ".sleep("));
    }

    @Test
    void nothingIsLeftForLater() {
        assertEquals(List.of(), filesContaining("TO" + "DO"));
    }

    @Test
    void everyPackageIsNullMarkedAndExplained() {
        List<String> without = Project.javaFiles().stream()
                .filter(file -> !file.endsWith("module-info.java"))
                .map(Path::getParent)
                .distinct()
                .filter(SourceTest::isMainOrOnlyTest)
                .filter(folder -> !isExplained(folder.resolve("package-info.java")))
                .map(Project::name)
                .toList();

        assertEquals(List.of(), without);
    }

    @Test
    void findsTheSources() {
        assertTrue(Project.javaFiles().size() > 100, "sources are looked for in " + Project.ROOT);
    }

    /** Tests in a package of the main sources share its package-info. */
    private static boolean isMainOrOnlyTest(Path folder) {
        Path main = Path.of(folder.toString().replace("/src/test/java", "/src/main/java"));
        return folder.equals(main) || !Files.isDirectory(main);
    }

    private static boolean isExplained(Path packageInfo) {
        if (!Files.exists(packageInfo)) {
            return false;
        }
        String text = Project.read(packageInfo);
        return text.startsWith("/**") && text.contains("@NullMarked");
    }

    private static List<String> filesContaining(String text) {
        return filesWhere(content -> content.contains(text));
    }

    private static List<String> filesWhere(Predicate<String> found) {
        return Project.javaFiles().stream()
                .filter(file -> !file.endsWith("SourceTest.java"))
                .filter(file -> found.test(Project.read(file)))
                .map(Project::name)
                .toList();
    }
}
