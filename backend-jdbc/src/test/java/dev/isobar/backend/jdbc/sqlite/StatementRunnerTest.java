package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Meta;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How texts are run: split, checked, bound, read, counted. */
class StatementRunnerTest {
    private static final String TOO_LONG = "statement too long: SQLITE_TOOBIG";
    private static final String NOT_THE_LAST =
            "When executing multiple SQL statements in a single call, only the last statement can have parameters.";

    private final RunnerInMemory db;

    StatementRunnerTest() throws SQLException {
        db = new RunnerInMemory("create table t (id integer primary key, a)");
    }

    @AfterEach
    void close() throws SQLException {
        db.close();
    }

    @Test
    void countsWhatAStatementChanges() throws SQLException {
        D1Meta first = db.run("insert into t (a) values (1), (2), (3)").meta();
        assertEquals("sqlite", first.servedBy());
        assertEquals(3, first.changes());
        assertEquals(3, first.rowsWritten());
        assertEquals(3, first.lastRowId());
        assertTrue(first.changedDb());
        assertEquals(0, first.rowsRead());
        D1Meta second = db.run("update t set a = 5 where id < 3").meta();
        assertEquals(2, second.changes());
        assertEquals(3, second.lastRowId());
        assertTrue(second.changedDb());
    }

    @Test
    void countsTheRowsThatItReads() throws SQLException {
        db.run("insert into t (a) values (1), (2)");
        D1Rows found = db.run("select a from t");
        assertEquals(List.of("a"), found.columns());
        assertEquals(List.of(List.of(1L), List.of(2L)), found.rows());
        assertEquals(2, found.meta().rowsRead());
        assertEquals(0, found.meta().changes());
        assertEquals(2, found.meta().lastRowId());
        assertFalse(found.meta().changedDb());
    }

    @Test
    void reportsAStatementThatChangesNothing() throws SQLException {
        db.run("insert into t (a) values (1)");
        assertFalse(db.run("update t set a = 2 where 0").meta().changedDb());
        assertFalse(db.run("create table if not exists t (a)").meta().changedDb());
    }

    @Test
    void reportsATableWithoutRowsAsAChange() throws SQLException {
        D1Meta created = db.run("create table u (a)").meta();
        assertEquals(0, created.changes());
        assertTrue(created.changedDb());
        assertTrue(db.run("drop table u").meta().changedDb());
    }

    @Test
    void measuresThePagesInUse() throws SQLException {
        long empty = db.run("select 1").meta().sizeAfter();
        db.run("create table u (a)");
        db.run("insert into u values (zeroblob(50000))");
        long full = db.run("select 1").meta().sizeAfter();
        assertTrue(full > empty + 50_000, full + " bytes after " + empty);
        assertEquals(empty, db.run("drop table u").meta().sizeAfter());
        assertEquals(2 * 4_096, empty);
    }

    @Test
    void measuresTheTime() throws SQLException {
        long start = System.nanoTime();
        D1Meta meta = db.run("with recursive c (x) as (select 1 union all select x + 1 from c limit 1000)"
                        + " select count(*) from c")
                .meta();
        long all = System.nanoTime() - start;
        assertTrue(meta.duration().toNanos() > 0 && meta.duration().toNanos() <= all, meta.duration() + " of " + all);
    }

    @Test
    void returnsNoColumnsWhereThereAreNone() throws SQLException {
        D1Rows inserted = db.run("insert into t (a) values (1)");
        assertEquals(List.of(), inserted.columns());
        assertEquals(List.of(), inserted.rows());
        assertEquals(List.of("a", "id"), db.run("select a, id from t where 0").columns());
    }

    @Test
    void bindsValuesOfEachType() throws SQLException {
        byte[] bytes = {1, 0, 2};
        List<Object> row = Arrays.asList(db.rows("select ?, ?, ?, ?, ?", null, 1L << 40, 2.5, "ä\0b", bytes)
                .get(0)
                .toArray());
        assertEquals(Arrays.asList(null, 1L << 40, 2.5, "ä\0b"), row.subList(0, 4));
        assertArrayEquals(bytes, (byte[]) row.get(4));
        assertEquals(
                List.of(List.of("null", "integer", "real", "text", "blob")),
                db.rows("select typeof(?), typeof(?), typeof(?), typeof(?), typeof(?)", null, 1L, 2.0, "1", new byte[] {
                    1
                }));
    }

    @Test
    void readsIntegersAsLongs() throws SQLException {
        assertEquals(List.of(List.of(1L, -5L, Long.MIN_VALUE)), db.rows("select 1, -5, -9223372036854775808"));
    }

    @Test
    void hasNoNegativeZeroAndNoInfinity() throws SQLException {
        assertEquals(
                Arrays.asList(0.0, null, null),
                db.rows("select -0.0, 9e999, -9e999").get(0));
        assertEquals(List.of("0.0"), db.rows("select cast(? as text)", -0.0).get(0));
        assertEquals(List.of(1.5), db.rows("select 1.5").get(0));
    }

    @Test
    void replacesWhatIsNotUtf8() throws SQLException {
        String three = "\uFFFD\uFFFD\uFFFD";
        assertEquals(List.of(List.of(three + "b")), db.rows("select cast(x'eda08062' as text)"));
        assertEquals(List.of(List.of("a" + three)), db.rows("select cast(x'61eda080' as text)"));
    }

    @Test
    void runsOneStatementAfterTheOther() throws SQLException {
        D1Rows last = db.run("insert into t (a) values (1); insert into t (a) values (2); select a from t");
        assertEquals(List.of(List.of(1L), List.of(2L)), last.rows());
        assertEquals(2, last.meta().changes());
        assertTrue(last.meta().changedDb());
    }

    @Test
    void fetchesOneRowOfAStatementThatIsNotTheLast() throws SQLException {
        String failsInItsSecondRow = "select json(column1) from (values ('1'), ('{'))";
        assertEquals(List.of(List.of(2L)), db.rows(failsInItsSecondRow + "; select 2"));
        assertEquals("malformed JSON: SQLITE_ERROR", db.refusal(failsInItsSecondRow));
    }

    @Test
    void bindsParametersOfTheLastStatementOnly() throws SQLException {
        assertEquals(List.of(List.of(7L)), db.rows("insert into t (a) values (1); select ?", 7L));
        assertEquals(NOT_THE_LAST, db.refusal("insert into t (a) values (?); select 1", 7L));
        assertEquals(NOT_THE_LAST, db.refusal("insert into t (a) values (?); select 1"));
    }

    @Test
    void takesAsManyParametersAsTheStatementHas() throws SQLException {
        String wrong = "Wrong number of parameter bindings for SQL query.";
        assertEquals(wrong, db.refusal("select 1", 7L));
        assertEquals(wrong, db.refusal("select ?", 7L, 8L));
        assertEquals(wrong, db.refusal("select ?"));
        assertEquals(List.of(List.of(7L, 8L)), db.rows("select ?, ?", 7L, 8L));
    }

    @Test
    void limitsTheBytesOfAText() throws SQLException {
        assertEquals(List.of(List.of(1L)), db.rows("select 1" + " ".repeat(100_000 - 8)));
        assertEquals(TOO_LONG, db.refusal("select 1" + " ".repeat(100_001 - 8)));
        String threeBytesEach = "select 1 /*" + "€".repeat(33_329) + "*/";
        assertEquals(List.of(List.of(1L)), db.rows(threeBytesEach));
        assertEquals(TOO_LONG, db.refusal(threeBytesEach + ";"));
    }

    @Test
    void refusesALongTextOfShortStatements() throws SQLException {
        String comment = "/*" + "x".repeat(60_000) + "*/";
        assertEquals(TOO_LONG, db.refusal("select 1 " + comment + "; select 2 " + comment));
    }

    @Test
    void wantsAStatement() {
        for (String sql : List.of("", "  ", ";", "-- nothing", "select 1; -- and nothing", "select 1; /* */ ;")) {
            assertEquals("SQL code did not contain a statement.", db.refusal(sql));
        }
    }

    @Test
    void remembersWhatSwitchesPragmasBack() throws SQLException {
        db.runner.begin();
        db.run("select 1");
        assertEquals(List.of(), db.runner.resets());
        db.run("pragma foreign_keys = off");
        assertEquals(Pragmas.RESET, db.runner.resets());
        db.runner.begin();
        assertEquals(List.of(), db.runner.resets());
    }

    @Test
    void checksPragmas() {
        assertEquals("not authorized: SQLITE_AUTH", db.refusal("pragma journal_mode"));
        assertEquals("not authorized: SQLITE_AUTH", db.refusal("pragma user_version = 1"));
    }

    @Test
    void preparesTheLastStatementWithItsParameters() throws SQLException {
        D1Statement request = new D1Statement("insert into t (a) values (1); select a + ? from t", List.of(5L));
        try (PreparedStatement prepared = db.runner.prepare(request)) {
            assertNotNull(prepared);
            assertTrue(prepared.execute());
            assertEquals(6, prepared.getResultSet().getLong(1));
        }
    }

    @Test
    void namesThePlaceOfAnError() {
        assertEquals("no such column: nope at offset 7: SQLITE_ERROR", db.refusal("select nope"));
        assertEquals("no such table: nope: SQLITE_ERROR", db.refusal("select * from nope"));
        assertEquals("near \"selec\": syntax error at offset 0: SQLITE_ERROR", db.refusal("selec 1"));
    }
}
