package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What every source file of the project keeps to. */
class SourceTest {
    private static final int MOST_LINES = 400;
    private static final Pattern EMPTY_NAME =
            Pattern.compile("\\b(?:class|interface|enum|record) \\w*(?:Impl|Utils?|Helper|Manager)\\b");

    private static final Pattern PAUSE =
            Pattern.compile("\\bsleep\\(|\\bpark(?:Nanos|Until)\\(|import static java\\.lang\\.Thread\\.");

    private static final Pattern LOCAL = Pattern.compile(
            "\\.(?:formatted|printf)\\(|String\\.format\\((?!Locale\\.ROOT)|\\.to(?:Lower|Upper)Case\\(\\)");

    /** Programs that run until they are killed, load for a while, threads to be interrupted, time of real stores. */
    private static final Set<String> WAITING = Set.of(
            "ConsumingProgram.java",
            "EndableWaitsTest.java",
            "EndlessProgram.java",
            "KvOwnClockRules.java",
            "KvSweepRules.java",
            "LeftoversTest.java",
            "MemoryQueueEnduranceTest.java",
            "R2ObjectRules.java");

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

    /** A test waits for what it waits for, with a bound, and not for time; a static import hides no sleep. */
    @Test
    void noTestLetsTimePass() {
        List<String> sleeping = Project.javaFiles().stream()
                .filter(SourceTest::judges)
                .filter(file -> !WAITING.contains(file.getFileName().toString()))
                .filter(file -> PAUSE.matcher(Project.read(file)).find())
                .map(Project::name)
                .toList();

        assertEquals(List.of(), sleeping);
    }

    @Test
    void whatMayLetTimePassStillDoes() {
        List<String> waiting = Project.javaFiles().stream()
                .filter(file -> PAUSE.matcher(Project.read(file)).find())
                .map(file -> file.getFileName().toString())
                .toList();

        assertEquals(
                List.of(),
                WAITING.stream().filter(file -> !waiting.contains(file)).toList());
    }

    /** Tests and rules; what they share, such as a bounded wait, may pause between two looks. */
    private static boolean judges(Path file) {
        String name = file.toString();
        return !name.endsWith("/SourceTest.java")
                && (name.endsWith("Test.java") || name.endsWith("Rules.java") || name.endsWith("Program.java"));
    }

    /** Where the default locale is Egypt's, numbers have Arabic digits; where it is Turkey's, an I has no dot. */
    @Test
    void noTextDependsOnTheDefaultLocale() {
        List<String> depending = Project.javaFiles().stream()
                .filter(file -> file.toString().matches(".*/(api|backend-[a-z]+|tck)/src/main/java/.*"))
                .filter(file -> LOCAL.matcher(Project.read(file)).find())
                .map(Project::name)
                .toList();

        assertEquals(List.of(), depending);
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
