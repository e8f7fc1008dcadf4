package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.List;
import org.junit.jupiter.api.Test;

/** The poms agree with each other and with the folders. */
class PomTest {
    private final Pom parent = Pom.of("");
    private final List<String> published = parent.modules().stream()
            .map(Pom::of)
            .filter(Pom::isJar)
            .filter(Pom::isPublished)
            .map(Pom::artifact)
            .toList();

    @Test
    void modulesAreInAlphabeticalOrder() {
        assertEquals(parent.modules().stream().sorted().toList(), parent.modules());
    }

    @Test
    void artifactsAreNamedForTheirFolders() {
        for (String module : parent.modules()) {
            String folder = module.substring(module.lastIndexOf('/') + 1);
            String prefix = module.startsWith("examples/") ? "isobar-example-" : "isobar-";

            assertEquals(prefix + folder, Pom.of(module).artifact());
        }
    }

    @Test
    void theBomListsWhatIsPublished() {
        assertEquals(published, Pom.of("bom").managed());
    }

    @Test
    void theParentManagesWhatIsPublished() {
        assertEquals(published, parent.managed());
    }

    @Test
    void everyPluginIsPinned() {
        assertEquals(List.of(), parent.unpinnedPlugins());
    }

    @Test
    void modulesSayWhatTheyAreAndLeaveVersionsToTheParent() {
        for (String module : parent.modules()) {
            assertFalse(Pom.of(module).description().isEmpty(), module);
            assertEquals(List.of(), Pom.of(module).versionsOfDependencies(), module);
        }
    }

    @Test
    void examplesAndSelfTestAreNotPublished() {
        assertEquals(
                List.of(),
                published.stream()
                        .filter(artifact -> artifact.contains("example") || artifact.contains("selftest"))
                        .toList());
    }
}
