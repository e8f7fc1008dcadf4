package dev.isobar.tck;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What a process has more of after environments were opened and closed: threads, and files with connections among them
 * where the system shows them. What it has once, such as the threads of the virtual machine, does not come with every
 * environment.
 */
final class LifecycleRemains {
    private static final int ROUNDS = 8;

    /** The open files of this process, on Linux with what they lead to, on other systems with their numbers alone. */
    private static final Path FILES =
            Path.of(Files.isDirectory(Path.of("/proc/self/fd")) ? "/proc/self/fd" : "/dev/fd");

    private final Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
    private final Map<String, Integer> files = files();

    private LifecycleRemains() {}

    /** What opens an environment, uses it and closes it. */
    interface Round {
        void play() throws Throwable;
    }

    /** Plays rounds; fails if each of them leaves a thread or a file. */
    static void assertNone(Duration patience, Round round) throws Throwable {
        round.play();
        LifecycleRemains before = new LifecycleRemains();
        for (int i = 0; i < ROUNDS; i++) {
            round.play();
        }
        try {
            Await.until(patience, () -> before.more().isEmpty());
        } catch (AssertionError late) {
            throw new AssertionError("left by each of " + ROUNDS + " environments, by name: " + before.more(), late);
        }
    }

    /** Returns the names, without their numbers, that have come as often as there were rounds. */
    private Map<String, Integer> more() {
        Map<String, Integer> more = new TreeMap<>();
        for (Thread thread : Thread.getAllStackTraces().keySet()) {
            if (thread.isAlive() && !threads.contains(thread)) {
                more.merge("thread " + withoutNumbers(thread.getName()), 1, Integer::sum);
            }
        }
        files().forEach((name, count) -> more.put(name, count - files.getOrDefault(name, 0)));
        more.values().removeIf(count -> count < ROUNDS);
        return more;
    }

    private static Map<String, Integer> files() {
        Map<String, Integer> found = new TreeMap<>();
        if (!Files.isDirectory(FILES)) {
            return found;
        }
        try (DirectoryStream<Path> open = Files.newDirectoryStream(FILES)) {
            open.forEach(file -> found.merge("file " + withoutNumbers(target(file)), 1, Integer::sum));
            return found;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException | UnsupportedOperationException noLink) {
            return "with a number";
        }
    }

    private static String withoutNumbers(String name) {
        return name.replaceAll("\\d+", "#");
    }
}
