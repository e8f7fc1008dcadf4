package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Rule ENV-OPEN-05 on files: what an opening that fails keeps open. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the files that a process has open are read from /proc")
class SqliteFailedOpeningTest {
    @TempDir
    private Path folder;

    private long open() {
        return OpenFiles.below(folder);
    }

    @Test
    void closesAFileThatIsNoDatabase() throws IOException {
        Path file = Files.writeString(folder.resolve("app.db"), "not a database, but a text of some length".repeat(50));

        for (int i = 0; i < 3; i++) {
            assertThrows(ConfigurationException.class, () -> Env.builder()
                    .bind(Service.D1, "DB", "jdbc:sqlite:" + file)
                    .open());
        }

        assertEquals(0, open());
    }

    @Test
    void closesTheFileWhenAnotherBindingCannotBeOpened() {
        String url = "jdbc:sqlite:" + folder.resolve("app.db");

        assertThrows(ConfigurationException.class, () -> Env.builder()
                .bind(Service.D1, "DB", url)
                .bind(Service.D1, "OTHER", "jdbc:sqlite:" + folder)
                .open());

        assertEquals(0, open());
    }

    @Test
    void holdsTheFileWhileTheEnvironmentIsOpen() {
        String url = "jdbc:sqlite:" + folder.resolve("app.db");

        try (Env env = Env.builder().bind(Service.D1, "DB", url).open()) {
            env.d1("DB").exec("CREATE TABLE users (id INTEGER)");
            assertFalse(open() == 0);
        }

        assertEquals(0, open());
    }
}
