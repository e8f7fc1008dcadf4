package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Rules D1-SQL-07 and D1-SQL-08: functions, full-text search, JSON. */
abstract class D1FunctionRules {
    private static @Nullable Object first(D1Database db, String sql) {
        return db.prepare(sql).raw().get(0).get(0);
    }

    @Rule(value = "D1-SQL-10", needs = Capability.D1_SQLITE_DIALECT)
    void takesUtcForLocalTime(D1Database db) {
        String sql = "select datetime('2024-07-01 12:00:00', m) || date('2024-07-01', m) || time('12:00', m)"
                + " || strftime('%H', '2024-07-01 12:00:00', m)";
        String utc = "2024-07-01 12:00:002024-07-0112:00:0012";

        for (String modifier : List.of("localtime", "utc", "LocalTime")) {
            assertEquals(
                    List.of(List.of(utc)),
                    db.prepare(sql.replace("m)", "'" + modifier + "')")).raw());
            assertEquals(
                    List.of(List.of(utc)),
                    db.prepare(sql.replace("m)", "?1)")).bind(modifier).raw());
            assertEquals(
                    List.of(List.of(utc)),
                    db.prepare(sql + " from (select ? as m)").bind(modifier).raw());
        }
        assertEquals(
                List.of(List.of(1L, 1L)),
                db.prepare("select unixepoch('2024-07-01', 'localtime') = unixepoch('2024-07-01'),"
                                + " julianday('2024-07-01', 'utc') = julianday('2024-07-01')")
                        .raw());
    }

    @Rule(value = "D1-SQL-10", needs = Capability.D1_SQLITE_DIALECT)
    void takesUtcForLocalTimeInStoredSql(D1Database db) {
        db.batch(List.of(
                db.prepare("create table t (at text default (datetime('now', 'localtime')))"),
                db.prepare("create view v as select datetime('2024-07-01 12:00:00', 'localtime') as at"),
                db.prepare("insert into t default values")));

        assertEquals("2024-07-01 12:00:00", db.prepare("select at from v").first("at"));
        assertEquals(
                1L,
                db.prepare("select abs(julianday(at) - julianday('now')) < 0.01 as soon from t")
                        .first("soon"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void callsTheFunctionsOfTheList(D1Database db) {
        assertEquals("a-b", first(db, "select concat_ws('-', 'a', 'b')"));
        assertEquals("2024-02-29", first(db, "select date('2024-02-28', '+1 day')"));
        assertEquals("1,2", first(db, "select group_concat(value) from json_each('[1,2]')"));
        assertEquals(2.0, ((Number) Objects.requireNonNull(first(db, "select sqrt(4)"))).doubleValue());
        assertEquals("b", first(db, "select '{\"a\":\"b\"}' ->> 'a'"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void computesText(D1Database db) {
        assertEquals(
                List.of(List.of(1L, "é", "ABC", "llo", 3L, "bbb", "x", "C3A9", "€A", "00042|3.14|z", "'it''s'", "a1")),
                db.prepare("select length('😀'), upper('é'), upper('abc'), substr('hello', -3), instr('hello', 'l'),"
                                + " replace('aaa', 'a', 'b'), trim('  x '), hex('é'), char(8364, 65),"
                                + " printf('%05d|%.2f|%s', 42, 3.14159, 'z'), quote('it''s'), concat('a', null, 1)")
                        .raw());
        assertNull(first(db, "select 'a' || null"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void computesNumbers(D1Database db) {
        assertEquals(
                List.of(List.of(3L, 1L, -1L, -3L, 1_099_511_627_776L, -6L)),
                db.prepare("select max(1, 2, 3), 7 % 3, -7 % 3, -7 / 2, 1 << 40, ~5")
                        .raw());
        for (String equal : List.of(
                "round(2.5) = 3", "round(-2.5) = -3", "pow(2, 10) = 1024", "mod(7.5, 2) = 1.5", "trunc(-1.7) = -1")) {
            assertEquals(1L, first(db, "select " + equal), equal);
        }
        assertNull(first(db, "select sqrt(-1)"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void computesDates(D1Database db) {
        assertEquals(
                List.of(List.of(
                        "2024-03-02", "1970-01-01 00:00:00", "2023-11-14T22:13:20.123Z", 1_709_164_800L, "2023-03-01")),
                db.prepare("select date('2024-01-31', '+1 month'), datetime(0, 'unixepoch'),"
                                + " strftime('%Y-%m-%dT%H:%M:%fZ', 1700000000.123, 'unixepoch'),"
                                + " unixepoch('2024-02-29'), date('2023-02-29')")
                        .raw());
        assertEquals("+0000-01-00 00:00:00.000", first(db, "select timediff('2024-03-01', '2024-02-01')"));
        assertNull(first(db, "select time('25:00')"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void knowsTheTime(D1Database db) {
        db.prepare("create table t (id integer primary key, at text default current_timestamp)")
                .run();
        db.prepare("insert into t default values").run();

        assertEquals(1L, first(db, "select at like '____-__-__ __:__:__' from t"));
        assertEquals(1L, first(db, "select current_date like '____-__-__'"));
        assertEquals("integer", first(db, "select typeof(unixepoch())"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void computesJson(D1Database db) {
        assertEquals(
                List.of(List.of(2L, "1", "[1,\"x\",null]", "array", 0L, "{\"a\":1,\"b\":[1]}", "{\"b\":2}")),
                db.prepare(
                                "select json_extract('{\"a\":[1,2]}', '$.a[1]'), '{\"a\":1}' -> '$.a', json_array(1, 'x', null),"
                                        + " json_type('[1]'), json_valid('{'), json_set('{\"a\":1}', '$.b', json('[1]')),"
                                        + " json_patch('{\"a\":1}', '{\"a\":null,\"b\":2}')")
                        .raw());
        assertEquals(
                List.of(List.of("a", 1L, "integer"), List.of("b", "[2]", "array")),
                db.prepare("select key, value, type from json_each('{\"a\":1,\"b\":[2]}')")
                        .raw());
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void refusesOtherFunctions(D1Database db) {
        for (String function : List.of("sqlite_version", "sqlite_source_id")) {
            assertFails(
                    "D1_ERROR: not authorized to use function: " + function + " at offset 7: SQLITE_ERROR",
                    () -> db.prepare("select " + function + "()").run());
        }
        assertFails(
                "D1_ERROR: no such function: nosuch at offset 10: SQLITE_ERROR",
                () -> db.prepare("select 1, nosuch(1)").run());
        assertFails(
                "D1_ERROR: no such function: REGEXP at offset 11: SQLITE_ERROR",
                () -> db.prepare("select 'a' REGEXP 'a'").run());
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void refusesOtherFunctionsWhereverTheyHide(D1Database db) {
        db.prepare("create table t (a)").run();
        db.prepare("create view v as select sqlite_version() as a").run();
        db.prepare("create trigger g after insert on t begin update t set a = sqlite_source_id(); end")
                .run();

        failure(() -> db.prepare("select \"sqlite_version\"()").run());
        failure(() -> db.prepare("select * from v").run());
        failure(() -> db.prepare("insert into t values (1)").run());
        failure(() -> db.prepare("select * from dbstat").run());
        assertEquals(0L, first(db, "select count(*) from t"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.D1_SQLITE_DIALECT)
    void letsTheNamesOfRefusedFunctionsBeUsedOtherwise(D1Database db) {
        db.prepare("create table subtype (sqlite_version)").run();
        db.prepare("insert into subtype values ('sqlite_version()')").run();

        assertEquals("sqlite_version()", first(db, "select sqlite_version from subtype as dbstat"));
    }

    @Rule(value = "D1-SQL-08", needs = Capability.D1_SQLITE_DIALECT)
    void searchesFullText(D1Database db) {
        for (String tokenizer : List.of("unicode61", "porter", "trigram")) {
            String table = "docs_" + tokenizer;
            db.prepare("create virtual table " + table + " using fts5 (body, tokenize = '" + tokenizer + "')")
                    .run();
            db.prepare("insert into " + table + " values ('the quick fox')").run();

            assertEquals(
                    "the <quick> fox",
                    db.prepare("select highlight(" + table + ", 0, '<', '>') as h from " + table + " where " + table
                                    + " match ? order by bm25(" + table + ")")
                            .bind("quick")
                            .first("h"));
        }
    }

    @Rule(value = "D1-SQL-08", needs = Capability.D1_SQLITE_DIALECT)
    void findsStemsAndLettersWithoutMarks(D1Database db) {
        db.prepare("create virtual table docs using fts5 (body, tokenize = 'porter unicode61')")
                .run();
        db.prepare("insert into docs values ('running runs'), ('Café crème')").run();
        db.prepare("create virtual table parts using fts5 (body, tokenize = 'trigram')")
                .run();
        db.prepare("insert into parts values ('abcdef')").run();

        assertEquals("running runs", first(db, "select body from docs where docs match 'run'"));
        assertEquals("Café crème", first(db, "select body from docs where docs match 'cafe'"));
        assertEquals(1L, first(db, "select bm25(docs) < 0 from docs where docs match 'run'"));
        assertEquals("abcdef", first(db, "select body from parts where body like '%cde%'"));
    }

    @Rule(value = "D1-SQL-08", needs = Capability.D1_SQLITE_DIALECT)
    void refusesAWrongMatchExpression(D1Database db) {
        db.prepare("create virtual table docs using fts5 (body)").run();

        assertFails(
                "D1_ERROR: fts5: syntax error near \"AND\": SQLITE_ERROR",
                () -> db.prepare("select * from docs where docs match 'AND'").run());
    }

    @Rule(value = "D1-SQL-08", needs = Capability.D1_SQLITE_DIALECT)
    void readsJsonbAsBytes(D1Database db) {
        assertInstanceOf(byte[].class, first(db, "select jsonb('{\"a\":1}')"));
        assertEquals(1L, first(db, "select json_extract(jsonb('{\"a\":1}'), '$.a')"));
    }

    @Rule(value = "D1-SQL-08", needs = Capability.D1_SQLITE_DIALECT)
    void ignoresTheCaseOfAsciiLettersInLike(D1Database db) {
        assertEquals(1L, first(db, "select 'A' like 'a'"));
        assertEquals(0L, first(db, "select 'Ä' like 'ä'"));
        assertTrue(Long.valueOf(0).equals(first(db, "select 'A' glob 'a'")));
    }
}
