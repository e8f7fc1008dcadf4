package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
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

    @Rule(value = "D1-SQL-07", needs = Capability.SQLITE_DIALECT)
    void callsTheFunctionsOfTheList(D1Database db) {
        assertEquals("a-b", first(db, "select concat_ws('-', 'a', 'b')"));
        assertEquals("2024-02-29", first(db, "select date('2024-02-28', '+1 day')"));
        assertEquals("1,2", first(db, "select group_concat(value) from json_each('[1,2]')"));
        assertEquals(2.0, ((Number) Objects.requireNonNull(first(db, "select sqrt(4)"))).doubleValue());
        assertEquals("b", first(db, "select '{\"a\":\"b\"}' ->> 'a'"));
    }

    @Rule(value = "D1-SQL-07", needs = Capability.SQLITE_DIALECT)
    void refusesOtherFunctions(D1Database db) {
        for (String function : List.of("sqlite_version", "sqlite_source_id")) {
            assertFails(
                    "D1_ERROR: not authorized to use function: " + function + " at offset 7: SQLITE_ERROR",
                    () -> db.prepare("select " + function + "()").run());
        }
        assertFails(
                "D1_ERROR: no such function: nosuch at offset 10: SQLITE_ERROR",
                () -> db.prepare("select 1, nosuch(1)").run());
    }

    @Rule(value = "D1-SQL-07", needs = Capability.SQLITE_DIALECT)
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

    @Rule(value = "D1-SQL-07", needs = Capability.SQLITE_DIALECT)
    void letsTheNamesOfRefusedFunctionsBeUsedOtherwise(D1Database db) {
        db.prepare("create table subtype (sqlite_version)").run();
        db.prepare("insert into subtype values ('sqlite_version()')").run();

        assertEquals("sqlite_version()", first(db, "select sqlite_version from subtype as dbstat"));
    }

    @Rule(value = "D1-SQL-08", needs = Capability.SQLITE_DIALECT)
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

    @Rule(value = "D1-SQL-08", needs = Capability.SQLITE_DIALECT)
    void refusesAWrongMatchExpression(D1Database db) {
        db.prepare("create virtual table docs using fts5 (body)").run();

        assertFails(
                "D1_ERROR: fts5: syntax error near \"AND\": SQLITE_ERROR",
                () -> db.prepare("select * from docs where docs match 'AND'").run());
    }

    @Rule(value = "D1-SQL-08", needs = Capability.SQLITE_DIALECT)
    void readsJsonbAsBytes(D1Database db) {
        assertInstanceOf(byte[].class, first(db, "select jsonb('{\"a\":1}')"));
        assertEquals(1L, first(db, "select json_extract(jsonb('{\"a\":1}'), '$.a')"));
    }

    @Rule(value = "D1-SQL-08", needs = Capability.SQLITE_DIALECT)
    void ignoresTheCaseOfAsciiLettersInLike(D1Database db) {
        assertEquals(1L, first(db, "select 'A' like 'a'"));
        assertEquals(0L, first(db, "select 'Ä' like 'ä'"));
        assertTrue(Long.valueOf(0).equals(first(db, "select 'A' glob 'a'")));
    }
}
