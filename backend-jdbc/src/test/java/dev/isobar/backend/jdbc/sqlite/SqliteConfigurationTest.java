package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rules ENV-MIG-01 and ENV-URL-08: paths of the configuration files refer to their folder. */
class SqliteConfigurationTest {
    @TempDir
    private Path folder;

    @Test
    void keepsADatabaseBesideTheConfiguration() throws IOException {
        write("isobar.toml", "[bindings]\nDB = 'd1'\n[backends]\nDB = 'jdbc:sqlite:state/app.db'\n");

        try (Env env = Env.load(folder)) {
            env.d1("DB").prepare("CREATE TABLE users (id INTEGER)").run();
        }

        assertTrue(Files.exists(folder.resolve("state/app.db")));
    }

    @Test
    void appliesTheMigrationsThatWranglersFileNames() throws IOException {
        write("wrangler.toml", """
                [[d1_databases]]
                binding = "DB"
                migrations_dir = "./sql"
                migrations_table = "applied"
                migrations_pattern = "sql/*/up.sql"
                """);
        write("sql/0001_users/up.sql", "CREATE TABLE users (id INTEGER);");
        write("sql/0001_users/down.sql", "DROP TABLE users;");

        try (Env env = Env.load(folder)) {
            assertEquals(List.of("0001_users/up.sql"), env.migrations("DB").apply());
            assertEquals(
                    "0001_users/up.sql",
                    env.d1("DB").prepare("SELECT name FROM applied").first("name", String.class));
        }
    }

    @Test
    void appliesTheFolderMigrationsWhereNothingIsSaid() throws IOException {
        write("isobar.toml", "[bindings]\nDB = 'd1'\n");
        write("migrations/0001_users.sql", "CREATE TABLE users (id INTEGER);");

        try (Env env = Env.load(folder)) {
            assertEquals(List.of("0001_users.sql"), env.migrations("DB").apply());
        }
    }

    @Test
    void refusesAPatternOutsideOfTheDirectory() throws IOException {
        write(
                "wrangler.toml",
                "[[d1_databases]]\nbinding = 'DB'\nmigrations_dir = 'sql'\nmigrations_pattern = 'db/*.sql'\n");

        ConfigurationException refusal = assertThrows(ConfigurationException.class, () -> Env.load(folder));

        assertTrue(refusal.problems()
                .get(0)
                .endsWith("wrangler.toml:1: d1_databases[0]: 'migrations_pattern' must begin with the text of"
                        + " 'migrations_dir' and a slash"));
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, text);
    }
}
