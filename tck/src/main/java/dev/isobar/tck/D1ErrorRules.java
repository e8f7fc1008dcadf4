package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.d1.D1Database;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Objects;

/** Rules D1-ERR-01, D1-ERR-02 and D1-ERR-05: what failures say, and what they leave. */
abstract class D1ErrorRules {
    @Rule("D1-ERR-01")
    void putsTheCodeBeforeTheText(D1Database db) {
        D1Exception failed = failure(() -> db.prepare("select * from nope").run());

        assertEquals("D1_ERROR", failed.code());
        assertEquals(
                failed.getMessage(),
                "D1_ERROR: " + Objects.requireNonNull(failed.getCause()).getMessage());
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhereTheSyntaxIsWrong(D1Database db) {
        assertError(db, "selec 1", "near \"selec\": syntax error at offset 0: SQLITE_ERROR");
        assertError(db, "select 'ä', 2 +* 3", "near \"*\": syntax error at offset 16: SQLITE_ERROR");
        assertError(db, "create table", "incomplete input: SQLITE_ERROR");
        assertError(db, "select 'abc", "unrecognized token: \"'abc\" at offset 7: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhichNameIsUnknown(D1Database db) {
        db.exec("create table ai (a)\ncreate table bi (a)");

        assertError(db, "select * from nope", "no such table: nope: SQLITE_ERROR");
        assertError(db, "select nope from ai", "no such column: nope at offset 7: SQLITE_ERROR");
        assertError(db, "select a from ai, bi", "ambiguous column name: a at offset 7: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhichTableIsMissing(D1Database db) {
        assertError(db, "drop table nope", "no such table: nope: SQLITE_ERROR");
        assertError(db, "create index i on nope (a)", "no such table: main.nope: SQLITE_ERROR");
        assertEquals(List.of(), db.prepare("drop table if exists nope").run().results());
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void refusesAParameterForAName(D1Database db) {
        assertFails(
                "D1_ERROR: near \"?\": syntax error at offset 14: SQLITE_ERROR",
                () -> db.prepare("select * from ?").bind("users").run());
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhichCallIsMisplaced(D1Database db) {
        db.exec("create table ai (a)");

        assertError(
                db,
                "select * from ai where count(*) > 1",
                "misuse of aggregate function count() at offset 23: SQLITE_ERROR");
        assertError(
                db,
                "select a from ai where row_number() over () = 1",
                "misuse of window function row_number() at offset 23: SQLITE_ERROR");
        assertError(
                db, "select sum(a) from ai where sum(a) > 1", "misuse of aggregate: sum() at offset 28: SQLITE_ERROR");
        assertError(
                db,
                "select abs(a) filter (where 1) from ai",
                "FILTER may not be used with non-aggregate abs() at offset 7: SQLITE_ERROR");
        assertError(
                db,
                "select abs(a order by a) from ai",
                "ORDER BY may not be used with non-aggregate abs() at offset 7: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsThePlaceOfWhatItQuotes(D1Database db) {
        db.exec("create table ai (a)");

        assertError(db, "create table nope.x (a)", "unknown database nope at offset 13: SQLITE_ERROR");
        assertError(db, "pragma nope.table_info(ai)", "unknown database nope at offset 7: SQLITE_ERROR");
        assertError(
                db, "select 1 from ai left inner join ai", "unknown join type: left inner at offset 17: SQLITE_ERROR");
        assertError(
                db,
                "alter table ai rename column \"nope\" to x",
                "no such column: \"\"nope\"\" at offset 29: SQLITE_ERROR");
        assertError(
                db,
                "select -0x11111111111111111",
                "hex literal too big: -0x11111111111111111 at offset 8: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsThePlaceOfAClosingSemicolon(D1Database db) {
        assertError(db, "select case when 1 then 2;", "near \";\": syntax error at offset 25: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsNoPlaceInAJoinCondition(D1Database db) {
        db.exec("create table ai (a)\ncreate table bi (b)");
        String join = "select 1 from ai l join bi r on ";

        assertError(db, join + "l.nope = r.b", "no such column: l.nope: SQLITE_ERROR");
        assertError(db, join + "nope(a)", "no such function: nope: SQLITE_ERROR");
        assertError(db, join + "abs(1, 2) = a", "wrong number of arguments to function abs(): SQLITE_ERROR");
        assertError(db, join + "sqlite_version() = a", "not authorized to use function: sqlite_version: SQLITE_ERROR");
        assertError(db, join + "a between 1 and 2 and nope = 3", "no such column: nope: SQLITE_ERROR");
        assertError(db, join + "case nope when 1 then 2 end", "no such column: nope: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsThePlaceInAListOfAJoinCondition(D1Database db) {
        db.exec("create table ai (a)\ncreate table bi (b)");
        String join = "select 1 from ai join bi on ";

        assertError(db, join + "a in (nope)", "no such column: nope at offset 34: SQLITE_ERROR");
        assertError(db, join + "a between 1 and nope", "no such column: nope at offset 44: SQLITE_ERROR");
        assertError(db, join + "case when 1 then nope end", "no such column: nope at offset 45: SQLITE_ERROR");
        assertError(db, join + "(a, b) = (1, nope)", "no such column: nope at offset 41: SQLITE_ERROR");
        assertError(db, join + "1 join json_each(nope)", "no such column: nope at offset 45: SQLITE_ERROR");
        assertError(db, join + "exists (select nope)", "no such column: nope at offset 43: SQLITE_ERROR");
        assertError(db, join + "1 where nope", "no such column: nope at offset 36: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsNoPlaceOfAColumnThatIsSet(D1Database db) {
        db.exec("create table ai (a)");

        assertError(db, "update ai set nope = 1 where nope = 2", "no such column: nope: SQLITE_ERROR");
        assertError(db, "update ai set nope = nope", "no such column: nope at offset 21: SQLITE_ERROR");
        assertError(db, "update ai set (a, nope) = (1, 2)", "no such column: nope: SQLITE_ERROR");
        assertError(db, "update ai set a = abs(nope = 1)", "no such column: nope at offset 22: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsNoPlaceInATrigger(D1Database db) {
        db.exec("create table ai (a)\ncreate table ci (a primary key) without rowid");
        db.exec("create trigger g after update on ai begin delete from ci where rowid = 1; end");

        assertError(db, "update ai set a = 1 where rowid = 1", "no such column: rowid: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhatIsWrongWithTheSchema(D1Database db) {
        db.exec("create table ai (a)");

        assertError(db, "create table ai (a)", "table ai already exists at offset 13: SQLITE_ERROR");
        assertError(db, "insert into ai (a) values (1, 2)", "2 values for 1 columns: SQLITE_ERROR");
        assertError(
                db, "insert into ai values (1, 2)", "table ai has 1 columns but 2 values were supplied: SQLITE_ERROR");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void namesTheConstraint(D1Database db) {
        db.exec("create table p (id integer primary key)");
        db.exec("create table a (id text primary key, u unique, nn not null default 0, ck check (ck > 0), f references"
                + " p (id))");
        db.exec("insert into a (id, u) values ('x', 1)");

        assertConstraint(db, "insert into a (u) values (1)", "UNIQUE constraint failed: a.u", "UNIQUE");
        assertConstraint(db, "insert into a (id) values ('x')", "UNIQUE constraint failed: a.id", "PRIMARYKEY");
        assertConstraint(db, "insert into a (nn) values (null)", "NOT NULL constraint failed: a.nn", "NOTNULL");
        assertConstraint(db, "insert into a (ck) values (0)", "CHECK constraint failed: ck > 0", "CHECK");
        assertConstraint(db, "insert into a (f) values (9)", "FOREIGN KEY constraint failed", "FOREIGNKEY");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void namesEachColumnOfAConstraint(D1Database db) {
        db.exec("create table t (a, b, unique (a, b))\ninsert into t values (1, 1)");
        db.exec("create table u (a)\ncreate unique index ux on u (lower(a))\ninsert into u values ('A')");

        assertConstraint(db, "insert into t values (1, 1)", "UNIQUE constraint failed: t.a, t.b", "UNIQUE");
        assertConstraint(db, "insert into u values ('a')", "UNIQUE constraint failed: index 'ux'", "UNIQUE");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void takesNullForUnique(D1Database db) {
        db.exec("create table t (a unique)");

        assertEquals(
                2,
                db.prepare("insert into t values (null), (null)").run().meta().changes());
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void saysWhatATriggerRaises(D1Database db) {
        db.exec("create table t (a)");
        db.exec("create trigger g before insert on t begin select raise(abort, 'custom msg'); end");

        assertConstraint(db, "insert into t values (1)", "custom msg", "TRIGGER");
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void tellsWhichValueIsWrong(D1Database db) {
        db.exec("create table t (id integer primary key)");

        assertError(db, "insert into t values ('x')", "datatype mismatch: SQLITE_MISMATCH");
        assertError(db, "select abs(-9223372036854775808)", "integer overflow: SQLITE_ERROR");
        assertError(
                db,
                "select sum(a) from (select 9223372036854775807 as a union all select 1)",
                "integer overflow: SQLITE_ERROR");
        assertError(db, "select json('{')", "malformed JSON: SQLITE_ERROR");
        assertNull(db.prepare("select 1/0 as n").first("n"));
    }

    @Rule(value = "D1-ERR-02", needs = Capability.D1_SQLITE_DIALECT)
    void carriesTheNamesOfTheResult(D1Database db) {
        db.exec("create table t (a unique)\ninsert into t values (1)");

        D1Exception unique =
                failure(() -> db.prepare("insert into t values (1)").run());
        D1Exception syntax = failure(() -> db.prepare("selec").run());

        assertEquals("SQLITE_CONSTRAINT", unique.sqliteCode());
        assertEquals("SQLITE_CONSTRAINT_UNIQUE", unique.extendedCode());
        assertEquals("SQLITE_ERROR", syntax.sqliteCode());
        assertNull(syntax.extendedCode());
    }

    @Rule("D1-ERR-05")
    void keepsNoRowOfAStatementThatFails(D1Database db) {
        db.exec("create table t (a integer unique)");

        failure(() -> db.prepare("insert into t values (1), (2), (1)").run());

        assertEquals(0L, db.prepare("select count(*) as n from t").first("n"));
    }

    @Rule("D1-ERR-05")
    void goesOnAfterAFailure(D1Database db) {
        db.exec("create table t (a integer not null)");

        failure(() -> db.prepare("selec").run());
        failure(() -> db.prepare("insert into t values (null)").run());
        failure(() -> db.batch(List.of(db.prepare("insert into t values (1)"), db.prepare("select * from nope"))));
        failure(() -> db.exec("insert into t values (2)\nselect * from nope"));
        db.prepare("insert into t values (3)").run();

        assertEquals(List.of(List.of(3L)), db.prepare("select a from t").raw());
    }

    private static void assertError(D1Database db, String sql, String text) {
        assertFails("D1_ERROR: " + text, () -> db.prepare(sql).run());
    }

    private static void assertConstraint(D1Database db, String sql, String text, String extended) {
        assertError(db, sql, text + ": SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_" + extended + ")");
    }
}
