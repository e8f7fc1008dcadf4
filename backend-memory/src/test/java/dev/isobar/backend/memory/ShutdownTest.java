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
        assumeFalse(OS.WINDOWS.isCurrentOs(), "Windows does not ask a process to end");
        Process program = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ConsumingProgram.class.getName())
                .redirectErrorStream(true)
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
        assertEquals(List.of("handling", "handled", "drained true", "closed"), said);
    }
}
