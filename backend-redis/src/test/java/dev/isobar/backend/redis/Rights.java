package dev.isobar.backend.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What the README asks for, so that tests try that and nothing else. */
final class Rights {
    private Rights() {}

    /** The rules of a user behind its password, as {@code ACL SETUSER} takes them. */
    static String ofTheReadme(String user) {
        String command = "ACL SETUSER " + user + " on >password ";
        try (var lines = Files.lines(Path.of("README.md"))) {
            return lines.filter(line -> line.startsWith(command))
                    .findFirst()
                    .orElseThrow()
                    .substring(command.length());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
