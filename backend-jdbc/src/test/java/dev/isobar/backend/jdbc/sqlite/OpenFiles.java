package dev.isobar.backend.jdbc.sqlite;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What this process has open, as Linux tells. */
final class OpenFiles {
    private static final Path DESCRIPTORS = Path.of("/proc/self/fd");

    private OpenFiles() {}

    static boolean canBeCounted() {
        return Files.isDirectory(DESCRIPTORS);
    }

    static long below(Path folder) {
        try (Stream<Path> descriptors = Files.list(DESCRIPTORS)) {
            Path real = folder.toRealPath();
            return descriptors.filter(descriptor -> isBelow(real, descriptor)).count();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static boolean isBelow(Path folder, Path descriptor) {
        try {
            return Files.readSymbolicLink(descriptor).startsWith(folder);
        } catch (IOException closedMeanwhile) {
            return false;
        }
    }
}
