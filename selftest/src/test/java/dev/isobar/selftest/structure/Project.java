package dev.isobar.selftest.structure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The checkout that this test runs in. */
final class Project {
    static final Path ROOT = Path.of("..").toAbsolutePath().normalize();

    private Project() {}

    /** Lists the project's own files, with neither build outputs nor hidden folders. */
    static List<Path> files(String suffix) {
        try (Stream<Path> files = Files.walk(ROOT)) {
            return files.filter(file -> file.toString().endsWith(suffix))
                    .filter(Project::isSource)
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isSource(Path file) {
        for (Path part : ROOT.relativize(file)) {
            String name = part.toString();
            if (name.equals("target") || name.equals("node_modules") || name.startsWith(".")) {
                return false;
            }
        }
        return Files.isRegularFile(file);
    }

    static List<Path> javaFiles() {
        return files(".java");
    }

    static List<Path> markdown() {
        return files(".md");
    }

    static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Names a file as a reader of the repository does. */
    static String name(Path file) {
        return ROOT.relativize(file).toString();
    }
}
