package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;

/** Rules D1-ALL, D1-FIRST and D1-RAW: the ways to read. */
abstract class D1QueryRules {
    @BeforeEach
    void createUsers(D1Database db) {
        db.batch(List.of(
                db.prepare("create table users (id integer primary key, name text, age integer)"),
                db.prepare("insert into users (name, age) values ('Ada', 36), ('Bob', null)")));
    }

    @Rule("D1-ALL-01")
    void runReadsRowsToo(D1Database db) {
        assertEquals(
                db.prepare("select name from users order by id").all().results(),
                db.prepare("select name from users order by id").run().results());
        assertEquals(
                "Cyd",
                db.prepare("insert into users (name) values ('Cyd') returning name")
                        .run()
                        .results()
                        .get(0)
                        .getString("name"));
    }

    @Rule("D1-ALL-01")
    void yieldsNoRowsForAStatementWithoutAny(D1Database db) {
        assertEquals(
                List.of(),
                db.prepare("insert into users (name) values ('Cyd')").all().results());
    }

    @Rule(value = "D1-ALL-02", needs = Capability.D1_SQLITE_DIALECT)
    void namesColumnsAsTheQueryDoes(D1Database db) {
        D1Row row = first(db, "select 1, 1+1, 'a', count(*), name as NaMe, 2 as \"1\" from users");

        assertEquals(List.of("1", "1+1", "'a'", "count(*)", "NaMe"), List.copyOf(row.keySet()));
        assertEquals(2L, row.getLong("1"));
    }

    @Rule(value = "D1-ALL-02", needs = Capability.D1_SQLITE_DIALECT)
    void takesAnEmptyNameForAName(D1Database db) {
        assertEquals(List.of(""), List.copyOf(first(db, "select 1 as \"\"").keySet()));
        assertEquals(1L, db.prepare("select 1 as \"\"").first(""));
    }

    @Rule("D1-ALL-02")
    void keepsTheOrderOfTheSelectList(D1Database db) {
        assertEquals(
                List.of("z", "b", "a"),
                List.copyOf(first(db, "select 1 as z, 2 as b, 3 as a").keySet()));
    }

    @Rule("D1-ALL-03")
    void keepsTheLastOfColumnsWithOneName(D1Database db) {
        String sql = "select 1 as a, 2 as a, 3 as b";

        D1Row row = first(db, sql);
        assertEquals(List.of("a", "b"), List.copyOf(row.keySet()));
        assertEquals(List.of(2L, 3L), List.copyOf(row.values()));
        assertEquals(List.of(List.of(1L, 2L, 3L)), db.prepare(sql).raw());
    }

    @Rule("D1-ALL-03")
    void keepsTheLastOfColumnsWithOneNameInEveryCall(D1Database db) {
        D1PreparedStatement statement = db.prepare("select 1 as a, 2 as a");

        assertEquals(2L, statement.first("a"));
        assertEquals(List.of(Map.of("a", 2L)), statement.run().results());
        assertEquals(
                List.of(Map.of("a", 2L)), db.batch(List.of(statement)).get(0).results());
    }

    private static D1Row first(D1Database db, String sql) {
        return Objects.requireNonNull(db.prepare(sql).first());
    }

    @Rule("D1-ALL-04")
    void returnsSuccessOnly(D1Database db) {
        D1Result<D1Row> result = db.prepare("select 1 as a").all();

        assertTrue(result.success());
        failure(() -> db.prepare("select * from nobody").all());
    }

    @Rule("D1-FIRST-01")
    void readsTheFirstRowOrNothing(D1Database db) {
        assertEquals("Ada", first(db, "select * from users order by id").getString("name"));
        assertNull(db.prepare("select * from users where id = 99").first());
        assertNull(db.prepare("insert into users (name) values ('Cyd')").first());
    }

    @Rule("D1-FIRST-01")
    void runsTheWholeStatement(D1Database db) {
        Object id = db.prepare("update users set age = 7 returning id").first("id");

        assertEquals(1L, id);
        assertEquals(
                2L, db.prepare("select count(*) as n from users where age = 7").first("n"));
    }

    @Rule("D1-FIRST-02")
    void readsOneColumnOfTheFirstRow(D1Database db) {
        assertEquals("Ada", db.prepare("select * from users order by id").first("name"));
        assertNull(db.prepare("select * from users where name = 'Bob'").first("age"));
        assertNull(db.prepare("select * from users where id = 99").first("nope"));
    }

    @Rule("D1-FIRST-03")
    void refusesAColumnThatIsNotThere(D1Database db) {
        D1Exception failed = failure(() -> db.prepare("select name from users").first("NAME"));

        assertEquals("D1_COLUMN_NOTFOUND: Column not found (NAME)", failed.getMessage());
        assertEquals("D1_COLUMN_NOTFOUND", failed.code());
        assertEquals(
                "Column not found", Objects.requireNonNull(failed.getCause()).getMessage());
    }

    @Rule("D1-RAW-01")
    void readsRowsAsLists(D1Database db) {
        assertEquals(
                "[[Ada, 36], [Bob, null]]",
                db.prepare("select name, age from users order by id").raw().toString());
        assertEquals(List.of(), db.prepare("select * from users where id = 99").raw());
    }

    @Rule(value = "D1-RAW-01", needs = Capability.D1_SQLITE_DIALECT)
    void readsBytesInLists(D1Database db) {
        Object bytes = db.prepare("select x'000102ff' as b").raw().get(0).get(0);

        assertArrayEquals(new byte[] {0, 1, 2, (byte) 0xFF}, (byte[]) bytes);
    }

    @Rule("D1-RAW-02")
    void putsColumnNamesFirst(D1Database db) {
        D1RawOptions names = D1RawOptions.NONE.withColumnNames(true);

        assertEquals(
                List.of(List.of("name", "name")),
                db.prepare("select name, name from users where id = 99").raw(names));
        assertEquals(
                List.of(List.of()),
                db.prepare("insert into users (name) values ('Cyd')").raw(names));
    }

    @Rule("D1-RAW-02")
    void readsRowsBehindTheColumnNames(D1Database db) {
        D1RawOptions names = D1RawOptions.NONE.withColumnNames(true);

        assertEquals(
                List.of(List.of("b", "2", "1"), List.of("x", "y", "z")),
                db.prepare("select 'x' as b, 'y' as \"2\", 'z' as \"1\"").raw(names));
    }
}
