package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.d1.D1Database;
import dev.isobar.spi.Capability;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Rule D1-SQL-09: what SQLite's dialect means. */
abstract class D1DialectRules {
    private static List<List<@Nullable Object>> rows(D1Database db, String sql) {
        return db.prepare(sql).raw();
    }

    private static List<@Nullable Object> row(@Nullable Object... values) {
        return Arrays.asList(values);
    }

    private static void users(D1Database db) {
        db.exec("create table users (id integer primary key, name text not null, age integer)");
        db.exec("insert into users (name, age) values ('Ada', 36), ('Bob', 25), ('Cyd', null)");
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void joinsTables(D1Database db) {
        db.exec("create table a (x)\ncreate table b (y)\ninsert into a values (1), (2)\ninsert into b values (2), (3)");

        assertEquals(List.of(row(1L, null), row(2L, 2L)), rows(db, "select * from a left join b on x = y order by 1"));
        assertEquals(List.of(row(null, 3L), row(2L, 2L)), rows(db, "select * from a right join b on x = y order by 1"));
        assertEquals(
                List.of(row(null, 3L), row(1L, null), row(2L, 2L)),
                rows(db, "select * from a full join b on x = y order by 1"));
        assertEquals(List.of(row(4L)), rows(db, "select count(*) from a cross join b"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void combinesSelects(D1Database db) {
        assertEquals(List.of(row(1L, "a"), row(2L, "b")), rows(db, "values (1, 'a'), (2, 'b')"));
        assertEquals(List.of(row(1L), row(3L)), rows(db, "select 3 union select 1 union select 3"));
        assertEquals(List.of(row(3L), row(3L)), rows(db, "select 3 union all select 3"));
        assertEquals(List.of(), rows(db, "select 1 except select 1"));
        assertEquals(
                List.of(row(2L), row(1L)),
                rows(db, "select column1 from (values (1), (2), (3)) order by 1 desc limit 2 offset 1"));
        assertEquals(List.of(row(1L)), rows(db, "select (1, 2) < (1, 3) limit -1"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void looksThroughWindows(D1Database db) {
        users(db);

        assertEquals(
                List.of(row("Ada", 1L, 3L, 36L, null), row("Bob", 2L, 2L, 61L, "Ada"), row("Cyd", 3L, 1L, 61L, "Bob")),
                rows(
                        db,
                        "select name, row_number() over (order by age desc), rank() over (order by age), sum(age) over"
                                + " (order by id rows unbounded preceding), lag(name) over (order by id) from users"
                                + " order by id"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void returnsTheRowsThatItChanged(D1Database db) {
        users(db);

        assertEquals(
                List.of(row(4L, 80L)),
                rows(db, "insert into users (name, age) values ('Eve', 40) returning id, age * 2"));
        assertEquals(
                List.of(row(1L, "Ada", 46L)), rows(db, "update users set age = age + 10 where id = 1 returning *"));
        assertEquals(List.of(row("Cyd")), rows(db, "delete from users where age is null returning name"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void updatesInsteadOfInserting(D1Database db) {
        db.exec("create table t (k text primary key, n integer default 1)\ninsert into t (k) values ('a')");

        db.exec("insert into t (k) values ('a') on conflict (k) do update set n = n + 1");
        assertEquals(List.of(row("a", 2L)), rows(db, "select * from t"));
        assertEquals(
                List.of(row("a", 50L)),
                rows(db, "insert into t values ('a', 50) on conflict (k) do update set n = excluded.n returning *"));
        assertEquals(List.of(), rows(db, "insert into t (k) values ('a') on conflict do nothing returning *"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void updatesFromAnotherTable(D1Database db) {
        users(db);
        db.exec("create table bump (user, years)\ninsert into bump values (1, 5)");

        db.exec("update users set age = age + years from bump where user = id");

        assertEquals(List.of(row(41L), row(25L), row((Object) null)), rows(db, "select age from users order by id"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void deletesNoMoreThanItsLimit(D1Database db) {
        users(db);

        db.exec("delete from users order by id limit 1");

        assertEquals(List.of(row(2L), row(3L)), rows(db, "select id from users order by id"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void fillsTablesFromQueries(D1Database db) {
        users(db);

        db.exec("create table copy as select id, name from users");
        db.exec("insert into copy select id + 10, name from users where age is not null");

        assertEquals(
                List.of(row(1L), row(2L), row(3L), row(11L), row(12L)), rows(db, "select id from copy order by id"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void readsViewsAndDoesNotWriteThem(D1Database db) {
        users(db);
        db.exec("create view adults as select name from users where age >= 30");

        assertEquals(List.of(row("Ada")), rows(db, "select * from adults"));
        assertFails(
                "D1_ERROR: cannot modify adults because it is a view: SQLITE_ERROR",
                () -> rows(db, "insert into adults values ('Dan')"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void tellsTriggersTheOldAndTheNewRow(D1Database db) {
        db.exec("create table t (a)\ncreate table history (o, n)\ninsert into t values (1)");
        db.exec("create trigger g after update on t begin insert into history values (old.a, new.a); end");

        db.exec("update t set a = 2");

        assertEquals(List.of(row(1L, 2L)), rows(db, "select * from history"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void showsTheSchema(D1Database db) {
        users(db);
        db.exec("create index ix on users(name)");

        assertEquals(
                List.of(row("index", "ix", "CREATE INDEX ix on users(name)"), row("table", "users", null)),
                rows(
                        db,
                        "select type, name, iif(type = 'index', sql, null) from sqlite_master where tbl_name = 'users'"
                                + " order by name"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void wantsTheIndexThatIsNamed(D1Database db) {
        db.exec("create table t (a, b)\ncreate index p on t (a) where b = 1\ncreate index e on t (a + b)");
        db.exec("insert into t values (1, 1), (2, 0)");

        assertEquals(List.of(row(1L), row(2L)), rows(db, "select a from t indexed by e where a + b = 2 order by a"));
        assertFails("D1_ERROR: no such index: nope: SQLITE_ERROR", () -> rows(db, "select a from t indexed by nope"));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void takesAnyNameInQuotes(D1Database db) {
        db.exec("create table \"my таблица\" (\"select\" integer, [from] text, `😀` text)");
        db.exec("insert into \"my таблица\" values (1, 'f', 'w')");

        assertEquals(
                List.of("select", "from", "😀"),
                List.copyOf(db.prepare("select * from \"my таблица\"")
                        .all()
                        .results()
                        .get(0)
                        .keySet()));
    }

    @Rule(value = "D1-SQL-09", needs = Capability.D1_SQLITE_DIALECT)
    void countsRowsUnderThreeNames(D1Database db) {
        db.exec("create table t (a)\ninsert into t values ('x'), ('y')");

        assertEquals(
                List.of(row(1L, 1L, 1L, "x"), row(2L, 2L, 2L, "y")), rows(db, "select rowid, oid, _rowid_, a from t"));
    }
}
