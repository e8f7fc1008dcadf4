package dev.isobar.backend.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sqlite.SQLiteConfig.SynchronousMode;

class JdbcConfigTest {
    private static JdbcConfig parse(String scheme, String address, Map<String, String> settings) {
        return JdbcConfig.of(new BackendConfig(scheme, address, settings, InstantSource.system()));
    }

    private static List<String> problems(String address, Map<String, String> settings) {
        return assertThrows(InvalidSettingException.class, () -> parse("jdbc", address, settings))
                .problems();
    }

    @Test
    void hasDefaults() {
        JdbcConfig config = parse("memory", "", Map.of());

        assertNull(config.file());
        assertEquals(Duration.ofSeconds(30), config.timeout());
        assertEquals(Duration.ofMinutes(1), config.queueTimeout());
        assertEquals(Duration.ofSeconds(5), config.busyTimeout());
        assertEquals(SynchronousMode.NORMAL, config.synchronous());
        assertEquals(EngineLimits.CLOUDFLARE, config.limits());
    }

    @Test
    void readsSettings() {
        JdbcConfig config = parse(
                "jdbc",
                "sqlite:state/app.db",
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
                        "setting 'timeout' is '0s'; it takes a time such as 500ms, 30s, 2m or 1h",
                        "setting 'limits' is 'none'; it takes cloudflare, sqlite"),
                problems("sqlite:a.db", Map.of("timeout", "0s", "limits", "none")));
    }

    @Test
    void refusesOtherDatabasesWithoutRepeatingTheirUrl() {
        assertEquals(
                List.of("jdbc:postgresql: is not served; D1 lives in jdbc:sqlite:<file> or memory:"),
                problems("postgresql://user:secret@db/app", Map.of()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sqlite:", "sqlite::resource:http://example.com/a.db", "sqlite:file:a.db", "sqlite:a\0.db"})
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
