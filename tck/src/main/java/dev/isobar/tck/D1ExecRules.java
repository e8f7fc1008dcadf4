package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.util.Objects;

/** Rules D1-EXEC-01 to D1-EXEC-05: scripts. */
abstract class D1ExecRules {
    @Rule(value = "D1-EXEC-01", needs = Capability.D1_SQLITE_DIALECT)
    void splitsAtLineFeedsOnly(D1Database db) {
        D1Exception failed = failure(() -> db.exec("create table\nz(a)"));

        assertTrue(message(failed).startsWith("D1_EXEC_ERROR: "), message(failed));
        assertTrue(message(failed).endsWith("incomplete input: SQLITE_ERROR"), message(failed));
    }

    @Rule("D1-EXEC-01")
    void breaksALiteralAtALineFeed(D1Database db) {
        db.exec("create table t (a text)");

        failure(() -> db.exec("insert into t values ('a\nb')"));

        assertEquals(0L, db.prepare("select count(*) as n from t").first("n"));
    }

    private static String message(D1Exception failed) {
        return Objects.requireNonNull(failed.getMessage());
    }

    @Rule("D1-EXEC-02")
    void countsLines(D1Database db) {
        D1ExecResult result = db.exec("\n  create table t (a integer);\n\n  insert into t values (1);  \n");

        assertEquals(2, result.count());
        assertFalse(result.duration().isNegative());
    }

    @Rule("D1-EXEC-02")
    void acceptsCarriageReturns(D1Database db) {
        assertEquals(
                2,
                db.exec("create table t (a integer);\r\ninsert into t values (1);\r\n")
                        .count());
    }

    @Rule(value = "D1-EXEC-02", needs = Capability.D1_SEVERAL_STATEMENTS)
    void countsTwoStatementsOfALineOnce(D1Database db) {
        db.exec("create table t (a integer)");

        assertEquals(
                1, db.exec("insert into t values (1); insert into t values (2)").count());

        assertEquals(2L, db.prepare("select count(*) as n from t").first("n"));
    }

    @Rule("D1-EXEC-03")
    void undoesAllLinesIfOneFails(D1Database db) {
        failure(() -> db.exec("create table t (a integer)\ninsert into nope values (1)"));

        failure(() -> db.prepare("select * from t").run());
    }

    @Rule("D1-EXEC-04")
    void failsWithItsOwnCode(D1Database db) {
        D1Exception failed = failure(() -> db.exec("select * from nope"));

        assertEquals("D1_EXEC_ERROR", failed.code());
        assertTrue(message(failed).startsWith("D1_EXEC_ERROR: "), message(failed));
        assertEquals(
                message(failed).substring("D1_EXEC_ERROR: ".length()),
                Objects.requireNonNull(failed.getCause()).getMessage());
    }

    @Rule(value = "D1-EXEC-04", needs = Capability.D1_SQLITE_DIALECT)
    void failsWithTheTextOfSqlite(D1Database db) {
        D1Exception failed = failure(() -> db.exec("select 1\nselect * from nope"));

        assertTrue(message(failed).endsWith("no such table: nope: SQLITE_ERROR"), message(failed));
        assertEquals("SQLITE_ERROR", failed.sqliteCode());
    }

    @Rule("D1-EXEC-05")
    void refusesBlankText(D1Database db) {
        for (String blank : new String[] {"", "   ", "\n"}) {
            assertFails("D1_EXEC_ERROR: Error in line 1: : No SQL statements detected.", () -> db.exec(blank));
        }
    }

    @Rule("D1-EXEC-05")
    void refusesParameters(D1Database db) {
        assertFails(
                "D1_EXEC_ERROR: Error in line 1: select ?: Wrong number of parameter bindings for SQL query.",
                () -> db.exec("select ?"));
    }

    @Rule("D1-EXEC-05")
    void refusesALineThatIsOnlyAComment(D1Database db) {
        for (String sql : new String[] {";", "-- one\n;", "/* one */ select 1\n/* two */"}) {
            D1Exception failed = failure(() -> db.exec(sql));

            assertTrue(message(failed).endsWith("SQL code did not contain a statement."), message(failed));
        }
    }

    @Rule("D1-EXEC-05")
    void refusesLineCommentsAlone(D1Database db) {
        assertFails("D1_EXEC_ERROR: Error in line 1: -- one: No SQL statements detected.", () -> db.exec("-- one"));
        assertFails(
                "D1_EXEC_ERROR: Error in line 1: -- one: No SQL statements detected.",
                () -> db.exec("-- one\n\n  -- two"));
    }

    @Rule("D1-EXEC-02")
    void doesNotCountLinesOfComment(D1Database db) {
        assertEquals(
                2, db.exec("-- one\nselect 1\n  -- two\nselect 2\n-- three").count());
    }

    @Rule("D1-EXEC-05")
    void takesACommentBesideAStatement(D1Database db) {
        assertEquals(2, db.exec("/* one */ select 1\nselect 2 /* two */").count());
    }
}
