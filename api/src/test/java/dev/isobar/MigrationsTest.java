package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.config.DeclaredBinding;
import dev.isobar.config.MigrationSettings;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Meta;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.Service;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.D1Driver;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule ENV-MIG-01: where the migrations of a binding are, and in which table it is noted that they were applied. */
class MigrationsTest {
    private static final InstantSource CLOCK = () -> Instant.parse("2026-02-03T04:05:06Z");

    @TempDir
    Path folder;

    private final List<String> executed = new ArrayList<>();

    private final D1Driver driver = new D1Driver() {
        @Override
        public Capabilities capabilities() {
            return Capabilities.of();
        }

        @Override
        public D1Answer execute(List<D1Statement> statements, @Nullable String position) {
            statements.forEach(statement -> executed.add(statement.sql()));
            D1Rows none = new D1Rows(
                    List.of("name"), List.of(), new D1Meta("fake", Duration.ZERO, 0, 0, false, 0, 0, 0, Map.of()));
            return new D1Answer(statements.stream().map(each -> none).toList(), null);
        }
    };

    private D1Migrations migrations(String binding, DeclaredBinding... declared) {
        Bindings bindings = new Bindings(Limits.CLOUDFLARE, CLOCK, CLOCK, List.of(), Map.of());
        D1Database database = (D1Database) bindings.over(Service.D1, binding, driver, new StoreGate(new EnvState()));
        return new Migrations(folder, List.of(declared), CLOCK).of(binding, database);
    }

    private static DeclaredBinding declared(String name, @Nullable MigrationSettings settings) {
        return new DeclaredBinding(Service.D1, name, null, "wrangler.toml:1", null, settings);
    }

    private void write(String file) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, "CREATE TABLE t (id INTEGER);");
    }

    @Test
    void areInTheFolderOfTheConfigurationIfNothingIsSaid() throws IOException {
        write("migrations/0001_first.sql");
        write("other/0001_other.sql");
        DeclaredBinding another = declared("OTHER", new MigrationSettings(folder.resolve("other"), "o", null));

        assertEquals(
                List.of("0001_first.sql"),
                migrations("DB", declared("DB", null), another).unapplied());
        assertEquals(
                List.of("SELECT name FROM \"d1_migrations\""),
                executed.stream().filter(sql -> sql.startsWith("SELECT")).toList());
    }

    @Test
    void areWhatTheFileOfWranglerSays() throws IOException {
        write("migrations/0001_first.sql");
        write("steps/0001_one.sql");
        write("steps/deep/0002_two.sql");
        DeclaredBinding declared = declared("DB", new MigrationSettings(folder.resolve("steps"), "done", "deep/*.sql"));

        assertEquals(
                List.of("deep/0002_two.sql"),
                migrations("DB", declared("A", null), declared).unapplied());
        assertEquals(
                List.of("SELECT name FROM \"done\""),
                executed.stream().filter(sql -> sql.startsWith("SELECT")).toList());
    }

    @Test
    void haveTheTimesOfTheClockOfTheEnvironment() throws IOException {
        write("migrations/0001_first.sql");

        Path created = migrations("DB").create("second");

        assertEquals(folder.resolve("migrations"), created.getParent());
        assertEquals("0002_second.sql", created.getFileName().toString());
        assertEquals(
                "-- Migration number: 0002 \t 2026-02-03T04:05:06Z",
                Files.readAllLines(created).get(0));
    }
}
