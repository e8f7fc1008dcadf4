package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Calls of functions that D1 refuses, where they are written and where the schema hides them. */
class SchemaNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    select sqlite_version()                    | not authorized to use function: sqlite_version at offset 7
                    select SQLITE_Version()                    | not authorized to use function: SQLITE_Version at offset 7
                    select abs(sqlite_version())               | not authorized to use function: sqlite_version at offset 11
                    select "sqlite_version" ()                 | not authorized to use function: sqlite_version at offset 7
                    select 1 where sqlite_version() > 1        | not authorized to use function: sqlite_version at offset 15
                    select 1, sqlite_source_id(), changes()    | not authorized to use function: sqlite_source_id at offset 10
                    select a from t join u on sqlite_version() | not authorized to use function: sqlite_version
                    insert into t values (sqlite_version())    | not authorized to use function: sqlite_version at offset 22
                    explain select sqlite_version()            | not authorized to use function: sqlite_version at offset 15
                    select median(1)                           | no such function: median at offset 7
                    select Reverse('x')                        | no such function: Reverse at offset 7
                    select soundex('x')                        | no such function: soundex at offset 7
                    select median(1), sqlite_version()         | no such function: median at offset 7
                    select sqlite_version(), median(1)         | not authorized to use function: sqlite_version at offset 7
                    select nope, sqlite_version()              | no such column: nope at offset 7
                    select sqlite_version(), nope              | not authorized to use function: sqlite_version at offset 7
                    select sqlite_version() from nope          | no such table: nope
                    select sqlite_version() +                  | incomplete input
                    """)
    void refusesCallsAsTheyAreWritten(String sql, String refusal) throws SQLException {
        try (RunnerInMemory db = new RunnerInMemory("create table t (a)", "create table u (b)")) {
            assertEquals(refusal + ": SQLITE_ERROR", db.refusal(sql));
        }
    }

    @Test
    void allowsTheNamesOfFunctionsElsewhere() throws SQLException {
        try (RunnerInMemory db = new RunnerInMemory("create table t (median, sqlite_version)")) {
            db.run("insert into t values (1, 2)");
            assertEquals(List.of(List.of(1L, 2L)), db.rows("select median, sqlite_version from t"));
            assertEquals(List.of(List.of("median(1)")), db.rows("select 'median(1)'"));
            assertEquals(List.of(List.of(3L)), db.rows("select 3 as sqlite_version"));
            db.run("create table reverse (a)");
            db.run("insert into reverse (a) values (1)");
            assertEquals(List.of(List.of(1L)), db.rows("select * from reverse"));
        }
    }

    @Test
    void noticesWhatAStatementAddsToTheSchema() throws SQLException {
        String refused = "not authorized to use function: sqlite_version: SQLITE_ERROR";
        try (RunnerInMemory db = new RunnerInMemory("create table t (a)")) {
            assertEquals(List.of(), db.rows("select * from t"));
            db.run("create view v as select sqlite_version()");
            assertEquals(refused, db.refusal("select * from v"));
            db.run("create table d (a, b default (sqlite_version()))");
            assertEquals(refused, db.refusal("create view w as select * from v; select * from w"));
            assertEquals(refused, db.refusal("insert into d (a) values (1)"));
            db.run("drop view v");
            assertEquals(List.of(), db.rows("select * from t"));
        }
    }

    @Test
    void keepsNamesOfRefusedFunctionsAsNamesOfColumns() throws SQLException {
        try (RunnerInMemory db = new RunnerInMemory("create table t (a)")) {
            db.run("create index i on t (a)");
            db.run("alter table t add column b default (1) check (b <> 'x')");
            assertEquals(1, db.run("insert into t values (1, 2)").meta().changes());
            db.run("alter table t rename column b to mode");
            assertEquals(List.of(List.of(2L)), db.rows("select mode from t"));
        }
    }

    @Test
    void analyzesTablesWhoseColumnsAreNamedLikeRefusedFunctions() throws SQLException {
        try (RunnerInMemory db =
                new RunnerInMemory("create table t (mode, sqlite_version)", "create index i on t (mode)")) {
            db.run("insert into t values (1, 2)");
            db.run("analyze");
            assertEquals(List.of(List.of("1 1")), db.rows("select stat from sqlite_stat1"));
        }
    }

    @Test
    void noticesWhatAnotherProcessAddsToTheSchema() throws SQLException {
        Path file = folder.resolve("app.db");
        SqliteConfig config = SqliteConfig.ofFile(BackendConfig.of("jdbc:sqlite", file.toString(), Map.of()));
        try (SqliteDatabase database = new SqliteDatabase(config);
                Connection other = DriverManager.getConnection("jdbc:sqlite:" + file);
                Statement statement = other.createStatement()) {
            StatementRunner runner = new StatementRunner(database, config.limits());
            statement.execute("create view v as select sqlite_version()");
            runner.begin();
            assertEquals(
                    "not authorized to use function: sqlite_version: SQLITE_ERROR",
                    Assertions.assertThrows(
                                    D1Failure.class, () -> runner.run(new D1Statement("select * from v", List.of())))
                            .text());
        }
    }
}
