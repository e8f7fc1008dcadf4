package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Rules D1-PREP-01 to D1-PREP-08: what a statement may be. */
abstract class D1PrepareRules {
    private static final String NO_STATEMENT = "D1_ERROR: SQL code did not contain a statement.";

    @Rule("D1-PREP-01")
    void looksAtSqlOnlyWhenItIsRun(D1Database db) {
        D1PreparedStatement wrong = db.prepare("selec 1");

        failure(wrong::first);
        failure(wrong::run);
        failure(wrong::all);
        failure(wrong::raw);
        failure(() -> db.batch(List.of(wrong)));
    }

    @Rule("D1-PREP-02")
    void runsAnyNumberOfTimes(D1Database db) {
        D1PreparedStatement statement = db.prepare("select ? as n").bind(7);

        assertEquals(7L, statement.first("n"));
        assertEquals(7L, statement.first("n"));
    }

    @Rule(value = "D1-PREP-02", needs = Capability.D1_SESSIONS)
    void runsInASessionThatDidNotPrepareIt(D1Database db) {
        D1DatabaseSession session = db.withSession();
        D1PreparedStatement statement = db.prepare("select 7 as n");

        List<D1Result<D1Row>> results = session.batch(List.of(statement));

        assertEquals(7L, results.get(0).results().get(0).getLong("n"));
    }

    @Rule("D1-PREP-03")
    void refusesBlankSql(D1Database db) {
        for (String sql : List.of("", "   ", "\n\t", "-- hi", "  -- hi\n\n\t-- there\n")) {
            assertFails("D1_ERROR: No SQL statements detected.", () -> db.prepare(sql)
                    .run());
        }
    }

    @Rule("D1-PREP-04")
    void refusesSqlWithoutAStatement(D1Database db) {
        for (String sql : List.of("/* hi */", ";", ";;", "-- hi\n;")) {
            assertFails(NO_STATEMENT, () -> db.prepare(sql).run());
        }
    }

    @Rule("D1-PREP-05")
    void acceptsCommentsAndLineBreaksAroundAStatement(D1Database db) {
        for (String sql : List.of(
                "select 1 as a;",
                "select 1 as a;  \n",
                "select 1 as a -- c",
                "/* c */ select 1 as a",
                "-- c\nselect\n1\nas a")) {
            assertEquals(1L, db.prepare(sql).first("a"), sql);
        }
    }

    @Rule("D1-PREP-05")
    void takesACommentAfterTheSemicolonForAnEmptyStatement(D1Database db) {
        assertFails(NO_STATEMENT, () -> db.prepare("select 1; -- c").run());
    }

    @Rule(value = "D1-PREP-06", needs = Capability.D1_SEVERAL_STATEMENTS)
    void runsSeveralStatementsOfOneText(D1Database db) {
        D1Result<D1Row> result = db.prepare("create table t (a integer); insert into t values (1); insert into t"
                        + " values (2); select a from t where a > ?")
                .bind(1)
                .all();

        assertEquals(2, result.meta().changes());
        assertEquals(List.of(Map.of("a", 2L)), result.results());
    }

    @Rule(value = "D1-PREP-06", needs = Capability.D1_SEVERAL_STATEMENTS)
    void undoesAllStatementsOfAText(D1Database db) {
        db.prepare("create table t (a integer primary key)").run();

        failure(() ->
                db.prepare("insert into t values (1); insert into t values (1)").run());

        assertEquals(0L, db.prepare("select count(*) as n from t").first("n"));
    }

    @Rule(value = "D1-PREP-06", needs = Capability.D1_SEVERAL_STATEMENTS)
    void takesParametersForTheLastStatementOnly(D1Database db) {
        assertFails(
                "D1_ERROR: When executing multiple SQL statements in a single call, only the last statement can have"
                        + " parameters.",
                () -> db.prepare("select ?; select 2").bind(1).run());
    }

    @Rule(value = "D1-PREP-06", without = Capability.D1_SEVERAL_STATEMENTS)
    void refusesSeveralStatements(D1Database db) {
        failure(() -> db.prepare("select 1; select 2").run());
    }

    @Rule("D1-PREP-08")
    @SuppressWarnings("NullAway") // What a caller without a null checker does.
    void refusesNullBeforeAnythingIsSent(D1Database db) {
        D1PreparedStatement statement = db.prepare("select 1");

        assertThrows(NullPointerException.class, () -> db.prepare(null));
        assertThrows(NullPointerException.class, () -> statement.first((String) null));
        assertThrows(NullPointerException.class, () -> db.batch(Arrays.asList(statement, null)));
    }

    @Rule("D1-PREP-08")
    void bindsNullAsSqlNull(D1Database db) {
        D1PreparedStatement statement = db.prepare("select ? is null as n");

        assertEquals(1L, statement.bind((Object) null).first("n"));
        assertEquals(1L, statement.bind((Object[]) null).first("n"));
    }
}
