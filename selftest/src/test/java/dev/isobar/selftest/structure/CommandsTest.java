package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;

/** CI runs what the README tells a visitor to run. */
class CommandsTest {
    @Test
    void ciRunsTheCommandsOfTheReadme() {
        List<String> shown = commands(Project.read(Project.ROOT.resolve("README.md")));
        List<String> run = commands(Project.read(Project.ROOT.resolve(".ci/run")));

        assertEquals(shown, run);
    }

    @Test
    void ciCanBeStarted() {
        assertTrue(Files.isExecutable(Project.ROOT.resolve(".ci/run")));
    }

    private static List<String> commands(String text) {
        return text.lines().filter(line -> line.startsWith("mvn ")).toList();
    }
}
