package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules D1-SQL-01 to D1-SQL-05: statements, pragmas and names that are refused. */
abstract class D1SqlRules {
    private static final String AUTH = "D1_ERROR: not authorized: SQLITE_AUTH";

    @Rule(value = "D1-SQL-01", needs = Capability.D1_SQLITE_DIALECT)
    void refusesTransactions(D1Database db) {
        for (String sql : List.of(
                "BEGIN", "begin immediate", "commit", "End", "rollback", "savepoint a", "release a", "rollback to a")) {
            assertStarts("D1_ERROR: To execute a transaction, please use the state.storage.transaction()", db, sql);
        }
    }

    private static void assertStarts(String text, D1Database db, String sql) {
        String message = String.valueOf(failure(() -> db.prepare(sql).run()).getMessage());

        assertTrue(message.startsWith(text), sql + " failed with " + message);
    }

    @Rule(value = "D1-SQL-02", needs = Capability.D1_SQLITE_DIALECT)
    void enforcesForeignKeys(D1Database db) {
        createParentAndChild(db);

        db.prepare("pragma foreign_keys = off").run();

        assertEquals(1L, first(db, "pragma foreign_keys"));
        assertFails(
                "D1_ERROR: FOREIGN KEY constraint failed: SQLITE_CONSTRAINT (extended: SQLITE_CONSTRAINT_FOREIGNKEY)",
                () -> db.prepare("insert into child values (99)").run());
    }

    @Rule(value = "D1-SQL-02", needs = Capability.D1_SQLITE_DIALECT)
    void defersForeignKeysToTheEndOfABatch(D1Database db) {
        createParentAndChild(db);

        for (String on : List.of("on", "true", "1", "yes")) {
            db.batch(List.of(
                    db.prepare("pragma defer_foreign_keys = " + on),
                    db.prepare("insert into child values (1)"),
                    db.prepare("insert into parent values (1) on conflict do nothing")));
        }

        assertEquals(4L, first(db, "select count(*) from child"));
    }

    @Rule(value = "D1-SQL-03", needs = Capability.D1_SQLITE_DIALECT)
    void undoesADeferredViolation(D1Database db) {
        createParentAndChild(db);

        D1Exception failed = failure(() -> db.batch(List.of(
                db.prepare("pragma defer_foreign_keys = on"),
                db.prepare("create table other (a)"),
                db.prepare("insert into child values (99)"))));

        assertTrue(String.valueOf(failed.getMessage()).contains("FOREIGN KEY constraint failed"));
        assertEquals(0L, first(db, "select count(*) from child"));
        failure(() -> db.prepare("select * from other").run());
    }

    private static void createParentAndChild(D1Database db) {
        db.batch(List.of(
                db.prepare("create table parent (id integer primary key)"),
                db.prepare("create table child (parent_id integer references parent (id))")));
    }

    private static @Nullable Object first(D1Database db, String sql) {
        return db.prepare(sql).raw().get(0).get(0);
    }

    @Rule(value = "D1-SQL-04", needs = Capability.D1_SQLITE_DIALECT)
    void allowsPragmasThatReadTheSchema(D1Database db) {
        db.prepare("create table t (a integer primary key, b text)").run();
        db.prepare("create index i on t (b)").run();

        for (String pragma : List.of(
                "table_list",
                "table_info(t)",
                "table_xinfo('t')",
                "index_list(t)",
                "index_info(i)",
                "index_xinfo(\"i\")",
                "foreign_key_list(t)",
                "foreign_key_check",
                "quick_check",
                "optimize",
                "data_version")) {
            db.prepare("pragma " + pragma).run();
        }
        assertEquals(2L, first(db, "select count(*) from pragma_table_info('t')"));
    }

    @Rule(value = "D1-SQL-04", needs = Capability.D1_SQLITE_DIALECT)
    void letsThePageSizeBeRead(D1Database db) {
        @Nullable Object size = first(db, "pragma page_size");

        assertTrue(size instanceof Long bytes && bytes >= 512, () -> "pragma page_size reads " + size);
        assertFails(AUTH, () -> db.prepare("pragma page_size = 8192").run());
    }

    @Rule(value = "D1-SQL-04", needs = Capability.D1_SQLITE_DIALECT)
    void refusesOtherPragmas(D1Database db) {
        for (String pragma : List.of(
                "user_version",
                "user_version = 1",
                "journal_mode",
                "integrity_check",
                "encoding",
                "database_list",
                "compile_options",
                "function_list",
                "writable_schema = on",
                "synchronous = off",
                "\"journal_mode\" = delete",
                "main.temp_store_directory = '/tmp'",
                "foreign_keys = 2")) {
            assertFails(AUTH, () -> db.prepare("pragma " + pragma).run());
        }
        assertFails(AUTH, () -> db.prepare("select * from pragma_database_list").run());
    }

    @Rule(value = "D1-SQL-04", needs = Capability.D1_SQLITE_DIALECT)
    void turnsASwitchForOneTransaction(D1Database db) {
        assertEquals(
                0L,
                db.batch(List.of(
                                db.prepare("pragma case_sensitive_like = on"),
                                db.prepare("select 'A' like 'a' as same")))
                        .get(1)
                        .results()
                        .get(0)
                        .getLong("same"));

        assertEquals(1L, first(db, "select 'A' like 'a'"));
    }

    @Rule(value = "D1-SQL-04", needs = Capability.D1_SQLITE_DIALECT)
    void turnsASwitchBackAfterAFailure(D1Database db) {
        failure(() ->
                db.batch(List.of(db.prepare("pragma case_sensitive_like = on"), db.prepare("select * from nope"))));
        assertEquals(1L, first(db, "select 'A' like 'a'"), "the switch is still on after the batch has failed");

        failure(() -> db.prepare("pragma case_sensitive_like = on; select * from nope")
                .run());
        assertEquals(1L, first(db, "select 'A' like 'a'"), "the switch is still on after the text has failed");
    }

    @Rule(value = "D1-SQL-05", needs = Capability.D1_SQLITE_DIALECT)
    void reservesNames(D1Database db) {
        for (String sql : List.of("create table _cf_mine (a)", "create view _cf_v as select 1")) {
            assertFails(AUTH, () -> db.prepare(sql).run());
        }
    }

    @Rule(value = "D1-SQL-05", needs = Capability.D1_SQLITE_DIALECT)
    void refusesAReservedNameBeforeWhatFollowsIt(D1Database db) {
        db.exec("create table t (a)");

        for (String sql : List.of(
                "create table _cf_mine (a, a)",
                "create table _cf_mine as select nope",
                "create index _cf_i on t (nope)",
                "create trigger _cf_g after insert on t begin select; end",
                "explain create table _cf_mine (a)")) {
            assertFails(AUTH, () -> db.prepare(sql).run());
        }
        assertFails(AUTH, () -> db.prepare("create table _cf_mine (a)").bind(1).run());
        assertFails(
                "D1_ERROR: no such table: main.nope: SQLITE_ERROR",
                () -> db.prepare("create index _cf_i on nope (a)").run());
    }

    @Rule(value = "D1-SQL-05", needs = Capability.D1_SQLITE_DIALECT)
    void reservesNamesInCapitals(D1Database db) {
        assertFails(AUTH, () -> db.prepare("create table \"_CF_mine\" (a)").run());
    }

    @Rule(value = "D1-SQL-05", needs = Capability.D1_SQLITE_DIALECT)
    void reservesNamesWhenATableIsRenamed(D1Database db) {
        db.prepare("create table mine (a)").run();

        assertFails(
                AUTH, () -> db.prepare("alter table mine rename to _cf_mine").run());

        assertEquals(
                List.of(List.of("mine")),
                db.prepare("select name from sqlite_master where name = 'mine' or name = '_cf_mine'")
                        .raw());
    }

    @Rule(value = "D1-SQL-05", needs = Capability.D1_SQLITE_DIALECT)
    void reservesTheNamesOfSqlite(D1Database db) {
        assertFails(
                "D1_ERROR: object name reserved for internal use: sqlite_mine: SQLITE_ERROR",
                () -> db.prepare("create table sqlite_mine (a)").run());
    }

    @Rule(value = "D1-SQL-06", needs = Capability.D1_SQLITE_DIALECT)
    void refusesWhatLeavesTheDatabase(D1Database db) {
        for (String sql : List.of(
                "attach ':memory:' as other",
                "detach main",
                "create temp table t (a)",
                "create temporary view v as select 1",
                "create virtual table c using dbstat")) {
            assertFails(AUTH, () -> db.prepare(sql).run());
        }
        assertFails("D1_ERROR: not authorized: SQLITE_ERROR", () -> db.prepare("select load_extension('x')")
                .run());
        assertFails(
                "D1_ERROR: cannot VACUUM from within a transaction: SQLITE_ERROR",
                () -> db.prepare("vacuum into '/tmp/stolen.db'").run());
    }

    @Rule(value = "D1-SQL-06", needs = Capability.D1_SQLITE_DIALECT)
    void refusesOtherVirtualTables(D1Database db) {
        for (String module : List.of("fts4 (x)", "nope (x)", "csv (filename = '/etc/passwd')")) {
            assertFails(AUTH, () -> db.prepare("create virtual table v using " + module)
                    .run());
        }
        assertFails(
                "D1_ERROR: no such table: generate_series: SQLITE_ERROR",
                () -> db.prepare("select value from generate_series(1, 3)").run());
    }

    @Rule(value = "D1-SQL-06", needs = Capability.D1_SQLITE_DIALECT)
    void indexesRanges(D1Database db) {
        db.batch(List.of(
                db.prepare("create virtual table areas using rtree (id, low, high)"),
                db.prepare("create virtual table spans using rtree_i32 (id, low, high)"),
                db.prepare("insert into areas values (1, 0.5, 2.5), (2, 4.5, 8.25)"),
                db.prepare("insert into spans values (3, -2, 7)")));

        assertEquals(
                List.of(List.of(2L, 4.5, 8.25)),
                db.prepare("select id, low, high from areas where high > 3").raw());
        assertEquals(
                List.of(List.of(3L, -2L, 7L)),
                db.prepare("select id, low, high from spans").raw());
    }

    @Rule(value = "D1-SQL-06", needs = Capability.D1_SQLITE_DIALECT)
    void runsTheRestOfTheDialect(D1Database db) {
        for (String sql : List.of(
                "create table t (a integer primary key, b text, c as (b || '!') stored)",
                "create table w (k text primary key) without rowid",
                "create view v as select b from t",
                "create trigger g after insert on t begin insert into w values (new.b); end",
                "insert into t (b) values ('x') on conflict do nothing returning c",
                "with recursive n (i) as (select 1 union all select i + 1 from n where i < 3) select sum(i) from n",
                "select row_number() over (order by a) from t",
                "alter table t add column d",
                "analyze",
                "reindex",
                "explain select 1",
                "explain query plan select * from t")) {
            db.prepare(sql).run();
        }
        assertEquals("x", first(db, "select k from w"));
        assertEquals("x", Objects.requireNonNull(first(db, "select b from v")));
    }

    @Rule(value = "D1-SQL-06", needs = Capability.D1_SQLITE_DIALECT)
    void altersTablesBesideAFullTextSearch(D1Database db) {
        db.exec("create table t (a, b, c)\ncreate virtual table docs using fts5 (body)");

        assertDoesNotThrow(
                () -> db.exec("alter table t rename column b to z\nalter table t drop column c"),
                "other tables are altered beside a full-text search");

        assertEquals(
                List.of(List.of("a", "z")), db.prepare("select * from t").raw(D1RawOptions.NONE.withColumnNames(true)));
    }
}
