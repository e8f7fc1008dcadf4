package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.error.D1Exception;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What reaches the driver, and what does not. */
class D1ExecutorTest {
    private static final D1Limits SMALL = new D1Limits(12, 6);

    private final FakeD1Driver driver = new FakeD1Driver();
    private final D1Database db = driver.database(SMALL);

    private static void refused(String message, Executable call) {
        D1Exception refused = assertThrows(D1Exception.class, call);
        assertEquals(message, refused.getMessage());
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 12345", "select 'äö", "select '😀"})
    void sendsSqlWithinTheLimit(String sql) {
        db.prepare(sql).run();

        assertEquals(List.of(sql), driver.lastSql());
    }

    @ParameterizedTest
    @ValueSource(strings = {"select 123456", "select 'äö'", "select '😀'", "select 'ä\uD83D"})
    void refusesLongerSql(String sql) {
        refused("D1_ERROR: statement too long: SQLITE_TOOBIG", () -> db.prepare(sql)
                .run());
        assertEquals(
                "SQLITE_TOOBIG",
                assertThrows(D1Exception.class, () -> db.prepare(sql).stream().close())
                        .sqliteCode());
        refused(
                "D1_ERROR: statement too long: SQLITE_TOOBIG",
                () -> db.batch(List.of(db.prepare("select 1"), db.prepare(sql))));

        assertEquals(List.of(), driver.executed);
    }

    @Test
    void sendsTheReplacementCharacterForHalfASurrogatePair() {
        db.prepare("select '\uD83D'").run();

        assertEquals(List.of("select '\uFFFD'"), driver.lastSql());
        assertEquals("select '\uD83D'", db.prepare("select '\uD83D'").sql());
    }

    @Test
    void sendsValuesWithinTheLimit() {
        D1PreparedStatement statement = db.prepare("select ?");

        for (Object value : List.of("123456", "äöü", new byte[6], 1_234_567L)) {
            statement.bind(value).run();
        }

        assertEquals(4, driver.executed.size());
    }

    @Test
    void refusesLargerValues() {
        D1PreparedStatement statement = db.prepare("select ?, ?");

        for (Object value : List.of("1234567", "äöüx", "a\uD83D\uD83Db", new byte[7])) {
            refused(
                    "D1_ERROR: string or blob too big: SQLITE_TOOBIG",
                    () -> statement.bind("a", value).run());
        }

        assertEquals(List.of(), driver.executed);
    }

    @Test
    void leavesBlankStatementsOut() {
        assertEquals(
                2,
                db.batch(List.of(db.prepare("select 1"), db.prepare(" \n"), db.prepare("select 2")))
                        .size());
        assertEquals(List.of("select 1", "select 2"), driver.lastSql());

        refused("D1_ERROR: No SQL statements detected.", () -> db.batch(List.of(db.prepare(""), db.prepare("\t"))));
        refused("D1_ERROR: No SQL statements detected.", () -> db.prepare(" ").stream());
    }

    @Test
    void leavesOutWholeLinesOfComment() {
        D1Database db = driver.database();
        String comment = "-- one\n\n \t-- two";
        assertEquals(
                1,
                db.batch(List.of(db.prepare(comment), db.prepare("-- one\nselect 1")))
                        .size());
        assertEquals(List.of("-- one\nselect 1"), driver.lastSql());
        for (String sent : List.of("/* one */", ";", "select 1 -- one", "- -1", "-- one\n;")) {
            db.prepare(sent).run();
            assertEquals(List.of(sent), driver.lastSql());
        }

        refused("D1_ERROR: No SQL statements detected.", () -> db.batch(List.of(db.prepare(comment))));
        refused("D1_ERROR: No SQL statements detected.", () -> db.prepare("--").stream());
        refused("D1_EXEC_ERROR: Error in line 1: -- one: No SQL statements detected.", () -> db.exec(comment));
    }

    @Test
    void sendsTheLinesOfAScriptAsOneCall() {
        D1ExecResult result = driver.database().exec("\n select 1\r\n\n  \nselect 2;select 3\n\n");

        assertEquals(List.of("select 1\r", "select 2;select 3"), driver.lastSql());
        assertEquals(1, driver.executed.size());
        assertEquals(new D1ExecResult(2, Duration.ofMillis(6)), result);
    }

    @Test
    void namesTheFirstLineInTheErrorOfAScript() {
        D1Exception failed = assertThrows(D1Exception.class, () -> db.exec("select 1\nselect 1234567"));

        assertEquals(
                "D1_EXEC_ERROR: Error in line 1: select 1: statement too long: SQLITE_TOOBIG", failed.getMessage());
        assertEquals("D1_EXEC_ERROR", failed.code());
        assertEquals("exec", failed.operation());
        assertEquals("SQLITE_TOOBIG", failed.sqliteCode());
        assertEquals(
                "Error in line 1: select 1: statement too long: SQLITE_TOOBIG",
                Objects.requireNonNull(failed.getCause()).getMessage());
        refused("D1_EXEC_ERROR: Error in line 1: : No SQL statements detected.", () -> db.exec(" \n "));
    }

    @Test
    void namesTheCallThatFailed() {
        D1PreparedStatement none = db.prepare("");

        assertEquals("first", assertThrows(D1Exception.class, none::first).operation());
        assertEquals(
                "first", assertThrows(D1Exception.class, () -> none.first("a")).operation());
        assertEquals("run", assertThrows(D1Exception.class, none::run).operation());
        assertEquals("all", assertThrows(D1Exception.class, none::all).operation());
        assertEquals("raw", assertThrows(D1Exception.class, none::raw).operation());
        assertEquals("stream", assertThrows(D1Exception.class, none::stream).operation());
        assertEquals(
                "batch",
                assertThrows(D1Exception.class, () -> db.batch(List.of())).operation());
        assertEquals("DB", assertThrows(D1Exception.class, none::run).binding());
    }

    @Test
    void tellsWhichStatementIsTooLong() {
        D1PreparedStatement tooLong = db.prepare("select 123456");
        D1PreparedStatement blank = db.prepare("-- a");

        assertEquals(
                1,
                assertThrows(D1Exception.class, () -> db.batch(List.of(db.prepare("select 1"), tooLong)))
                        .statement());
        D1Exception later = assertThrows(D1Exception.class, () -> db.batch(List.of(blank, blank, tooLong)));
        assertEquals(2, later.statement());
        assertEquals("D1_ERROR: statement too long: SQLITE_TOOBIG", later.getMessage());
        assertEquals("SQLITE_TOOBIG", later.sqliteCode());
        assertTrue(later.toString().endsWith("SQLITE_TOOBIG [statement 2]"), later.toString());
        assertNull(assertThrows(D1Exception.class, tooLong::run).statement());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\uFEFF-- a\nselect 1", "\uFEFF\u00A0\nselect 1\u00A0\n\u2028"})
    void takesAByteOrderMarkForABlank(String script) {
        assertEquals(1, db.exec(script).count());
        assertEquals(List.of("select 1"), driver.lastSql());
    }
}
