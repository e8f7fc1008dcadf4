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

/**
 * The recorder writes the kit's recordings, to the byte, when it runs on the runtime that they name; on another it tells
 * the changes that {@code changes.txt} beside the pinned version lists, and no other.
 */
class RecordingTest {
    private static final Path KIT = Path.of("../tck/src/main/resources/dev/isobar/tck/golden");
    private static final Path CHANGES =
            Path.of("runtimes").resolve(PinnedRuntime.NAME).resolve("changes.txt");
    private static final int SECONDS = 900;

    @Test
    void recordingAnewChangesWhatIsListed(@TempDir Path folder) throws Exception {
        Path said = folder.resolve("said.txt");
        Process process = Node.script("recorder/record.mjs", folder.toString(), said.toString())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        boolean ended = process.waitFor(SECONDS, TimeUnit.SECONDS);
        process.destroy();

        assertTrue(ended, "the recording took more than " + SECONDS + " s");
        if (Files.exists(CHANGES)) {
            assertEquals(Files.readString(CHANGES), Files.readString(said));
            return;
        }
        assertEquals(0, process.exitValue(), () -> text(said));
        for (Path recorded : recordings()) {
            Path anew = folder.resolve(KIT.relativize(recorded));
            assertEquals(Files.readString(recorded), Files.readString(anew), recorded.toString());
        }
    }

    private static String text(Path said) {
        try {
            return Files.readString(said);
        } catch (IOException unreadable) {
            return "it could not record";
        }
    }

    private static List<Path> recordings() throws IOException {
        try (Stream<Path> files = Files.walk(KIT)) {
            return files.filter(Files::isRegularFile).toList();
        }
    }
}
