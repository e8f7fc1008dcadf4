package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The recorder writes the kit's recordings, to the byte, when it runs on the runtime that they name. */
class RecordingTest {
    private static final Path KIT = Path.of("../tck/src/main/resources/dev/isobar/tck/golden");
    private static final int SECONDS = 180;

    @Test
    void recordingAnewChangesNothing(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("changes.txt");
        Process process = Node.script("recorder/record.mjs", folder.toString())
                .redirectOutput(said.toFile())
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroy();

        assertTrue(ended, "the recording took more than " + SECONDS + " s");
        assertEquals(0, process.exitValue(), Files.readString(said));
        for (Path recorded : recordings()) {
            Path anew = folder.resolve(KIT.relativize(recorded));
            assertEquals(Files.readString(recorded), Files.readString(anew), recorded.toString());
        }
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(KIT)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
