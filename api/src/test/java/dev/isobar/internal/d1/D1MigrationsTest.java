package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.D1Exception;
import dev.isobar.error.InvalidRequestException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which statements migrations send, and what they make of the answers. */
class D1MigrationsTest {
    private static final String CREATE = "CREATE TABLE IF NOT EXISTS \"d1_migrations\" (id INTEGER PRIMARY KEY"
            + " AUTOINCREMENT, name TEXT UNIQUE, applied_at TIMESTAMP DEFAULT CURRENT_TIMESTAMP NOT NULL)";

    @TempDir
    Path folder;

    private final FakeD1Driver driver = new FakeD1Driver();

    @BeforeEach
    void write() throws IOException {
        write("0001_users.sql", "CREATE TABLE users (id INTEGER);\nCREATE TABLE more (id INTEGER);");
        write("0002_it's.sql", "CREATE TABLE last (id INTEGER);");
    }

    private void write(String name, String sql) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(Objects.requireNonNull(file.getParent()));
        Files.writeString(file, sql);
    }

    private void recorded(@Nullable Object... names) {
        driver.rows = FakeD1Driver.rows(
                List.of("name"),
                Arrays.stream(names).<List<@Nullable Object>>map(Arrays::asList).toList());
    }

    private D1Migrations migrations() {
        return D1Migrations.of(driver.database(), folder);
    }

    @Test
    void namesWhatIsNotRecorded() {
        recorded("0001_users.sql", "0000_gone.sql");

        assertEquals(List.of("0002_it's.sql"), migrations().unapplied());
        assertEquals(List.of(CREATE, "SELECT name FROM \"d1_migrations\""), driver.lastSql());
    }

    @Test
    void appliesEachFileWithItsRecord() {
        assertEquals(List.of("0001_users.sql", "0002_it's.sql"), migrations().apply());
        assertEquals(
                List.of(
                        List.of(
                                "CREATE TABLE users (id INTEGER)",
                                "CREATE TABLE more (id INTEGER)",
                                "INSERT INTO \"d1_migrations\" (name) values ('0001_users.sql')"),
                        List.of(
                                "CREATE TABLE last (id INTEGER)",
                                "INSERT INTO \"d1_migrations\" (name) values ('0002_it''s.sql')")),
                driver.executed.stream()
                        .skip(1)
                        .map(call -> call.stream()
                                .map(statement -> statement.sql().strip().replaceFirst(";$", ""))
                                .toList())
                        .toList());
        recorded("0001_users.sql", "0002_it's.sql");
        assertEquals(List.of(), migrations().apply());
    }

    @Test
    void quotesTheNameOfTheTable() {
        migrations().withTable("my \"table\"").unapplied();

        assertEquals("SELECT name FROM \"my \"\"table\"\"\"", driver.lastSql().get(1));
    }

    @Test
    void takesTheFilesOfAPattern() throws IOException {
        write("0003_x/migration.sql", "SELECT 1;");

        assertEquals(
                List.of("0003_x/migration.sql"),
                migrations().withPattern("*/migration.sql").unapplied());
    }

    @Test
    void createsTheNextFile() throws IOException {
        Path created = migrations()
                .withClock(() -> Instant.parse("2026-05-06T07:08:09Z"))
                .create(" add an index ");

        assertEquals(folder.resolve("0003_add_an_index.sql"), created);
        assertEquals("-- Migration number: 0003 \t 2026-05-06T07:08:09Z\n", Files.readString(created));
    }

    @ParameterizedTest
    @ValueSource(strings = {"a/b", "a\\b", "/a", "\\a", "a/"})
    void createsNoFileElsewhere(String message) throws IOException {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> migrations().create(message));

        assertEquals("migrations.create", refused.operation());
        try (var files = Files.list(folder)) {
            assertEquals(2, files.count());
        }
    }

    @Test
    void refusesSeveralTransactionsInOneFile() throws IOException {
        recorded("0001_users.sql");
        write("0002_it's.sql", "BEGIN TRANSACTION; SELECT 1; COMMIT; BEGIN TRANSACTION; SELECT 2; COMMIT;");

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> migrations().apply());

        assertTrue(String.valueOf(refused.getMessage()).contains("migration 0002_it's.sql holds several transactions"));
        assertEquals(1, driver.executed.size());
    }

    @Test
    void acceptsOneTransactionInAFile() throws IOException {
        recorded("0002_it's.sql");
        write("0001_users.sql", "BEGIN TRANSACTION; SELECT 1; COMMIT;");

        assertEquals(List.of("0001_users.sql"), migrations().apply());
    }

    @Test
    void namesTheMigrationThatFails() {
        driver.refused = "users";

        D1Exception failed = assertThrows(D1Exception.class, () -> migrations().apply());

        assertEquals("D1_ERROR: migration 0001_users.sql failed: no users: SQLITE_ERROR", failed.getMessage());
        assertEquals("migrations.apply", failed.operation());
        assertEquals("DB", failed.binding());
        assertEquals("D1_ERROR", failed.code());
        assertEquals("SQLITE_ERROR", failed.sqliteCode());
    }

    @Test
    void appliesAFileThatBeginsWithAByteOrderMark() throws IOException {
        recorded("0002_it's.sql");
        write("0001_users.sql", "\uFEFFCREATE TABLE users (id INTEGER);");

        migrations().apply();

        assertEquals("CREATE TABLE users (id INTEGER);", driver.lastSql().get(0));
    }

    @Test
    void namesAFileThatIsNotUtf8() throws IOException {
        Files.write(folder.resolve("0001_users.sql"), new byte[] {'-', '-', (byte) 0xE9});

        assertEquals(
                "migration 0001_users.sql is not UTF-8; save the file as UTF-8",
                assertThrows(UncheckedIOException.class, () -> migrations().apply())
                        .getMessage());
    }

    @Test
    void numbersFilesWithTheSameDigitsEverywhere() throws IOException {
        Locale before = Locale.getDefault();
        Locale.setDefault(Locale.forLanguageTag("ar-EG"));
        try {
            assertEquals(
                    "0003_more.sql", migrations().create("more").getFileName().toString());
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void goesOnWhereAnotherProcessWasFaster() {
        driver.refused = "users";
        driver.afterRefusal = FakeD1Driver.rows(List.of("name"), List.of(List.of("0001_users.sql")));

        assertEquals(List.of("0002_it's.sql"), migrations().apply());
    }

    @Test
    void reportsAFileThatCannotBeRead() throws IOException {
        Files.write(folder.resolve("0001_users.sql"), new byte[] {(byte) 0xff, (byte) 0xfe});

        assertThrows(UncheckedIOException.class, () -> migrations().apply());
    }
}
