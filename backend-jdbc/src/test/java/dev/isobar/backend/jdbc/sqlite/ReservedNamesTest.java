package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Names that begin with {@code _cf_}: which may not come up, and which error comes first. */
class ReservedNamesTest {
    private static final String NOT_AUTHORIZED = "not authorized: SQLITE_AUTH";

    private final RunnerInMemory db;

    ReservedNamesTest() throws SQLException {
        db = new RunnerInMemory("create table t (a)", "create table _cf_old (a)", "create index old on _cf_old (a)");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create table _cf_x (a)",
                "CREATE TABLE _CF_X (a)",
                "create table main._cf_x (a)",
                "create table \"_cf_x\" (a)",
                "create table if not exists [_cf_x] (a)",
                "create table _cf_x as select 1",
                "create view _cf_x as select 1",
                "create view if not exists main.'_cf_x' as select 1",
                "create index _cf_x on t (a)",
                "create unique index if not exists _cf_x on t (a)",
                "create trigger _cf_x after insert on t begin select 1; end",
                "explain create table _cf_x (a)",
                "explain query plan create table _cf_x (a)",
                "create virtual table _cf_x using fts5 (a)",
                "alter table t rename to _cf_x",
                "alter table t rename to \"_Cf_x\"",
                "create table u (a); create table _cf_x (a)"
            })
    void refusesNewOnes(String sql) {
        assertEquals(NOT_AUTHORIZED, db.refusal(sql));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    create table _cf_x (a, a)                                  | not authorized: SQLITE_AUTH
                    create table _cf_x as select nope                          | not authorized: SQLITE_AUTH
                    create index _cf_x on t (nope)                             | not authorized: SQLITE_AUTH
                    create table main._cf_x (a, a)                             | not authorized: SQLITE_AUTH
                    explain create view main."_cf_x" as select nope            | not authorized: SQLITE_AUTH
                    create                                                     | incomplete input: SQLITE_ERROR
                    create table                                               | incomplete input: SQLITE_ERROR
                    create unique index if not exists                          | incomplete input: SQLITE_ERROR
                    create table main.                                         | incomplete input: SQLITE_ERROR
                    create table mine (_cf_a, _cf_a)                           | duplicate column name: _cf_a: SQLITE_ERROR
                    create index _cf_x on nope (a)                             | no such table: main.nope: SQLITE_ERROR
                    create table nope._cf_x (a)                                | unknown database nope at offset 13: SQLITE_ERROR
                    create table _cf_x                                         | incomplete input: SQLITE_ERROR
                    create _cf_x                                               | near "_cf_x": syntax error at offset 7: SQLITE_ERROR
                    """)
    void comesBeforeErrorsInWhatFollows(String sql, String refusal) {
        assertEquals(refusal, db.refusal(sql));
    }

    @Test
    void leavesThoseOfAnotherProgramAlone() throws SQLException {
        db.run("create table u (a)");
        db.run("alter table u rename to v");
        assertEquals(
                List.of("_cf_old", "old", "t", "v"), db.database.texts("select name from sqlite_master order by name"));
    }

    @Test
    void allowsOtherNames() throws SQLException {
        db.run("create table _cf (a)");
        db.run("create table x_cf_ (_cf_a)");
        db.run("create view cf_ as select _cf_a from x_cf_");
        db.run("create index _c on x_cf_ (_cf_a)");
        assertEquals(List.of("_cf_a"), db.run("select * from cf_").columns());
    }
}
