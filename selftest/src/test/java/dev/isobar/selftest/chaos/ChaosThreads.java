package dev.isobar.selftest.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/** The threads of this process that Isobar has started, virtual ones included. */
final class ChaosThreads {
    private static final Pattern NAME = Pattern.compile("\"(isobar-[^\"]*)\"");

    private static final Duration LONGEST_HANDLER = Duration.ofSeconds(30);
    private static final Queue<Throwable> UNCAUGHT = new ConcurrentLinkedQueue<>();

    private ChaosThreads() {}

    /** Remembers what ends threads from now on. */
    static void watch() {
        Thread.setDefaultUncaughtExceptionHandler((thread, failure) -> {
            UNCAUGHT.add(failure);
            failure.printStackTrace();
        });
    }

    /** Waits until no thread of Isobar runs any more, and requires that none has failed. */
    static void awaitEnd() {
        Waiting.until(LONGEST_HANDLER, () -> running().isEmpty(), () -> "still running: " + running());
        Throwable failure = UNCAUGHT.poll();
        if (failure != null) {
            throw new AssertionError("a thread has failed, and " + UNCAUGHT.size() + " others", failure);
        }
    }

    static long count(String name) {
        return running().stream().filter(name::equals).count();
    }

    /** Names the threads of Isobar that run. */
    static List<String> running() {
        Path folder = folder();
        Path dump = folder.resolve("threads.txt");
        try {
            // Only the virtual machine's own dump, which came with them, knows virtual threads.
            MBeanServer server = ManagementFactory.getPlatformMBeanServer();
            server.invoke(
                    new ObjectName("com.sun.management:type=HotSpotDiagnostic"),
                    "dumpThreads",
                    new Object[] {dump.toString(), "TEXT_PLAIN"},
                    new String[] {String.class.getName(), String.class.getName()});
            return NAME.matcher(Files.readString(dump))
                    .results()
                    .map(found -> found.group(1))
                    .toList();
        } catch (JMException olderRuntime) {
            return Thread.getAllStackTraces().keySet().stream()
                    .map(thread -> "\"" + thread.getName() + "\"")
                    .map(NAME::matcher)
                    .filter(Matcher::matches)
                    .map(name -> name.group(1))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } finally {
            dump.toFile().delete();
            folder.toFile().delete();
        }
    }

    private static Path folder() {
        try {
            return Files.createTempDirectory("isobar-threads");
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }
}
