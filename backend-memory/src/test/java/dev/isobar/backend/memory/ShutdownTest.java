package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.OS;

/** Rule ENV-CLOSE-11 with a signal, which takes a process of its own. */
class ShutdownTest {
    @Test
    @Timeout(60)
    void endsAProgramThatOnlyConsumesAfterItsHandler() throws IOException, InterruptedException {
        assertEquals(List.of("handling", "handled", "drained true", "closed"), said(ConsumingProgram.class));
    }

    /** The handler still runs; the main thread gets the time that it asked for, and the end is that of any environment. */
    @Test
    @Timeout(60)
    void endsAProgramWhoseHandlerDoesNotEnd() throws IOException, InterruptedException {
        long before = System.nanoTime();

        List<String> said = said(EndlessProgram.class);

        assertEquals(List.of("handling", "drained false", "done", "closed"), said);
        assertTrue(System.nanoTime() - before < TimeUnit.SECONDS.toNanos(25));
    }

    /** Starts a program, asks it to end as soon as it handles, and returns what it has said until its end. */
    private static List<String> said(Class<?> main) throws IOException, InterruptedException {
        assumeFalse(OS.WINDOWS.isCurrentOs(), "Windows does not ask a process to end");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        main.getName())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> said = new ArrayList<>();
        try (BufferedReader output = program.inputReader()) {
            for (String line = output.readLine(); line != null; line = output.readLine()) {
                said.add(line);
                if (line.equals("handling")) {
                    program.toHandle().destroy();
                }
            }
        } finally {
            program.destroyForcibly();
        }
        assertTrue(program.waitFor(10, TimeUnit.SECONDS));
        return said;
    }
}
