package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig.SynchronousMode;

class SqliteConfigTest {
    private static SqliteConfig parse(String address, Map<String, String> settings) {
        return SqliteConfig.ofFile(BackendConfig.of("jdbc:sqlite", address, settings));
    }

    private static List<String> problems(String address, Map<String, String> settings) {
        return assertThrows(InvalidSettingException.class, () -> parse(address, settings))
                .problems();
    }

    @Test
    void hasDefaults() {
        SqliteConfig config = SqliteConfig.ofMemory(Settings.of("memory", Map.of()));

        assertNull(config.file());
        assertEquals(Duration.ofSeconds(30), config.timeout());
        assertEquals(Duration.ofMinutes(1), config.queueTimeout());
        assertEquals(Duration.ofSeconds(5), config.busyTimeout());
        assertEquals(SynchronousMode.NORMAL, config.synchronous());
        assertEquals(EngineLimits.CLOUDFLARE, config.limits());
    }

    @Test
    void readsSettings() {
        SqliteConfig config = parse(
                "state/app.db",
                Map.of("timeout", "500ms", "busyTimeout", "2m", "synchronous", "full", "limits", "sqlite"));

        assertEquals(Path.of("state/app.db").toAbsolutePath(), config.file());
        assertEquals(Duration.ofMillis(500), config.timeout());
        assertEquals(Duration.ofMinutes(2), config.busyTimeout());
        assertEquals(SynchronousMode.FULL, config.synchronous());
        assertEquals(EngineLimits.SQLITE, config.limits());
    }

    @Test
    void tellsAllMistakesAtOnce() {
        assertEquals(
                List.of(
                        "setting 'timeout' is '0s'; it takes a time from 1ms to 1d, in whole ms, s, m, h or d",
                        "setting 'limits' is 'none'; it takes cloudflare, sqlite"),
                problems("a.db", Map.of("timeout", "0s", "limits", "none")));
    }

    @Test
    void refusesOtherDatabasesWithoutRepeatingTheirUrl() {
        String url = "jdbc:postgresql://user:secret@db/app";

        ConfigurationException refused = assertThrows(
                ConfigurationException.class,
                () -> Env.builder().bind(Service.D1, "DB", url).open());

        assertEquals(
                List.of(
                        "binding DB: unknown scheme jdbc:postgresql: for d1; on the path for d1 are jdbc:sqlite, memory"),
                refused.problems());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ":resource:http://example.com/a.db", "file:a.db", "a\0.db"})
    void refusesWhatIsNoPlainPath(String address) {
        assertEquals(List.of("jdbc:sqlite: takes the path of a file, or :memory:"), problems(address, Map.of()));
    }

    @Test
    void createsTheFolderOfTheFile(@TempDir Path folder) {
        Path file = folder.resolve("a/b/app.db");

        try (Env env =
                Env.builder().bind(Service.D1, "DB", "jdbc:sqlite:" + file).open()) {
            env.d1("DB").exec("create table t (a)");
        }

        assertEquals(true, Files.exists(file));
    }

    @Test
    void refusesAFileThatIsNoDatabase(@TempDir Path folder) throws Exception {
        Path file = Files.writeString(folder.resolve("app.db"), "This is certainly no database. ".repeat(50));

        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> Env.builder()
                .bind(Service.D1, "DB", "jdbc:sqlite:" + file)
                .open());

        assertEquals(1, refused.problems().size());
    }
}
