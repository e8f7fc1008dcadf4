package dev.isobar.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the README asks for, so that tests try that and nothing else. */
final class Rights {
    private Rights() {}

    /** The rules of a user, behind its password. */
    static String ofTheReadme() {
        return rules("ACL SETUSER app on >password ");
    }

    /** What users of a cluster need too. */
    static String inAClusterToo() {
        return rules("ACL SETUSER app +cluster");
    }

    private static String rules(String command) {
        try (var lines = Files.lines(Path.of("README.md"))) {
            return lines.filter(line -> line.startsWith(command))
                    .findFirst()
                    .orElseThrow()
                    .replaceFirst("^ACL SETUSER app (on >password )?", "");
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
