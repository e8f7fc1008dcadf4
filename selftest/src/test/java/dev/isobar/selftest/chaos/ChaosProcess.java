package dev.isobar.selftest.chaos;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A {@link ChaosWorker} in a JVM of its own. */
final class ChaosProcess implements AutoCloseable {
    private static final int LONGEST_END = 90;

    private final Process process;
    private final Path journal;
    private final Path output;

    private ChaosProcess(Process process, Path journal, Path output) {
        this.process = process;
        this.journal = journal;
        this.output = output;
    }

    static ChaosProcess start(String url, Path folder, String name, long seed) {
        List<String> command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx96m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                ChaosWorker.class.getName(),
                url,
                folder.toString(),
                name,
                Long.toString(seed));
        Path output = folder.resolve(name + ".log");
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(output.toFile())
                    .start();
            return new ChaosProcess(process, folder.resolve(name + ".journal"), output);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Whether it has written into its journal. */
    boolean hasWorked() {
        return journal.toFile().length() > 0;
    }

    /** Ends it by SIGKILL, unless it has ended by itself, which it must not do. */
    void kill() {
        if (!process.isAlive()) {
            throw new AssertionError("a worker has ended: " + process.exitValue() + " " + said());
        }
        process.destroyForcibly().onExit().join();
    }

    /** Tells it to end. */
    void tellToEnd() {
        try {
            process.getOutputStream().close();
        } catch (IOException gone) {
            throw new AssertionError("a worker has ended: " + said(), gone);
        }
    }

    void awaitEnd() throws InterruptedException {
        if (!process.waitFor(LONGEST_END, TimeUnit.SECONDS) || process.exitValue() != 0) {
            throw new AssertionError("a worker has not ended well: " + said());
        }
    }

    private String said() {
        try {
            String all = Files.readString(output);
            return all.substring(Math.max(0, all.length() - 10_000));
        } catch (IOException unreadable) {
            return unreadable.toString();
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
