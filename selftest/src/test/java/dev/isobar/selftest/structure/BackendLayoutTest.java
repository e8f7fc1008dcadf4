package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who knows one backend module knows them all. */
class BackendLayoutTest {
    private static final Pattern PUBLIC_TYPE =
            Pattern.compile("^public (?:\\w+ )*(?:class|interface|enum|record) ", Pattern.MULTILINE);

    /** Models are functions of the application: it hands them over in code. */
    private static final Set<String> ALSO_SHOWN = Set.of("MemoryAi.java");

    static List<String> backends() {
        return Pom.of("").modules().stream()
                .filter(module -> module.startsWith("backend-"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("backends")
    void hasThePapersAndTheProvider(String module) throws IOException {
        String name = module.substring("backend-".length());
        Path folder = Project.ROOT.resolve(module);
        String provider = title(name) + "BackendProvider";

        List<Path> expected = new ArrayList<>();
        expected.add(folder.resolve("README.md"));
        expected.add(folder.resolve("src/main/java/module-info.java"));
        expected.add(sources(module).resolve("package-info.java"));
        expected.add(sources(module).resolve(provider + ".java"));
        expected.add(folder.resolve("src/main/resources/META-INF/services/dev.isobar.spi.BackendProvider"));

        assertTrue(holdsABackend(module), module);
        List<String> missing = expected.stream()
                .filter(file -> !Files.exists(file))
                .map(Project::name)
                .toList();
        assertEquals(List.of(), missing);
    }

    /** A module that serves several databases has a backend in the package of each. */
    private static boolean holdsABackend(String module) throws IOException {
        try (Stream<Path> files = Files.walk(sources(module))) {
            return files.anyMatch(file -> file.toString().endsWith("Backend.java"));
        }
    }

    /** The packages below are not exported: what is public there is visible to the module alone. */
    @ParameterizedTest
    @MethodSource("backends")
    void showsItsProviderAlone(String module) throws IOException {
        Set<String> shown;
        try (Stream<Path> files = Files.list(sources(module))) {
            shown = files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> PUBLIC_TYPE.matcher(Project.read(file)).find())
                    .map(file -> file.getFileName().toString())
                    .filter(file -> !ALSO_SHOWN.contains(file))
                    .collect(Collectors.toSet());
        }

        assertEquals(Set.of(title(module.substring("backend-".length())) + "BackendProvider.java"), shown);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void exportsNoPackageBelowThatOfItsProvider(String module) {
        String declaration = Project.read(Project.ROOT.resolve(module).resolve("src/main/java/module-info.java"));
        Pattern below = Pattern.compile("exports dev\\.isobar\\.backend\\.\\w+\\.");

        assertFalse(below.matcher(declaration).find(), module);
    }

    @ParameterizedTest
    @MethodSource("backends")
    void isJudgedByTheKit(String module) throws IOException {
        try (Stream<Path> files = Files.walk(Project.ROOT.resolve(module).resolve("src/test"))) {
            assertTrue(files.anyMatch(file -> file.toString().endsWith("TckTest.java")), module);
        }
    }

    private static Path sources(String module) {
        String name = module.substring("backend-".length());
        return Project.ROOT
                .resolve(module)
                .resolve("src/main/java/dev/isobar/backend")
                .resolve(name);
    }

    private static String title(String name) {
        return Character.toUpperCase(name.charAt(0)) + name.substring(1);
    }
}
