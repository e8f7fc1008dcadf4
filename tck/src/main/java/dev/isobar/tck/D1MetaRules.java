package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Meta;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;

/** Rules D1-META-01 to D1-META-06 and D1-META-08: what a statement cost and changed. */
abstract class D1MetaRules {
    @BeforeEach
    void createUsers(D1Database db) {
        db.prepare("create table users (id integer primary key, name text unique)")
                .run();
    }

    private static D1Meta meta(D1Database db, String sql) {
        return db.prepare(sql).run().meta();
    }

    @Rule("D1-META-08")
    void saysWhoAnsweredAfterHowManyAttempts(D1Database db) {
        for (String sql : new String[] {"insert into users (name) values ('Ada')", "select * from users"}) {
            D1Meta meta = meta(db, sql);

            assertTrue(meta.servedByPrimary(), () -> "outside sessions the primary answers: " + sql);
            assertTrue(meta.totalAttempts() >= 1, () -> meta.totalAttempts() + " attempts: " + sql);
            assertFalse(meta.sqlDuration().isNegative(), () -> meta.sqlDuration() + " of SQL: " + sql);
        }
    }

    @Rule("D1-META-08")
    void triesAChangeOnce(D1Database db) {
        assertEquals(1, meta(db, "insert into users (name) values ('Ada')").totalAttempts());
    }

    @Rule("D1-META-01")
    void saysWhatAnswered(D1Database db) {
        assertFalse(meta(db, "select 1").servedBy().isBlank());
    }

    @Rule("D1-META-02")
    void measuresTimeAndSize(D1Database db) {
        D1Meta meta = meta(db, "insert into users (name) values ('Ada')");

        assertFalse(meta.duration().isNegative());
        assertTrue(meta.sizeAfter() >= 0);
        assertTrue(meta.rowsRead() >= 0);
        assertTrue(meta.rowsWritten() >= 0);
    }

    @Rule("D1-META-03")
    void countsNoChangesWhereNoneHappen(D1Database db) {
        meta(db, "insert into users values (1, 'Ada')");

        for (String sql : new String[] {
            "select * from users",
            "create table other (a integer)",
            "insert or ignore into users values (1, 'Bob')",
            "insert into users values (1, 'Bob') on conflict do nothing"
        }) {
            assertEquals(0, meta(db, sql).changes(), sql);
        }
    }

    @Rule("D1-META-03")
    void countsChangedRows(D1Database db) {
        assertEquals(
                2, meta(db, "insert into users values (1, 'Ada'), (2, 'Bob')").changes());
        assertEquals(
                1,
                meta(db, "insert into users values (1, 'Eve') on conflict (id) do update set name = 'Eve'")
                        .changes());
        assertEquals(
                1, meta(db, "insert or replace into users values (2, 'Cyd')").changes());
        assertEquals(2, meta(db, "delete from users").changes());
    }

    @Rule("D1-META-03")
    void countsRowsThatTriggersChange(D1Database db) {
        meta(db, "create table log (a text)");
        meta(
                db,
                "create trigger t after insert on users begin insert into log values ('a'); insert into log values"
                        + " ('b'); end");

        assertEquals(3, meta(db, "insert into users (name) values ('Ada')").changes());
    }

    @Rule("D1-META-03")
    void countsRowsThatCascadesChange(D1Database db) {
        meta(db, "create table notes (user_id integer references users (id) on delete cascade)");
        meta(db, "insert into users (id) values (1)");
        meta(db, "insert into notes values (1), (1), (1)");

        assertEquals(4, meta(db, "delete from users").changes());
    }

    @Rule(value = "D1-META-03", needs = Capability.D1_SQLITE_DIALECT)
    void countsWritesToTheTablesOfFullTextSearch(D1Database db) {
        meta(db, "create virtual table docs using fts5 (body)");

        assertTrue(meta(db, "insert into docs values ('a word')").changes() > 1);
    }

    @Rule("D1-META-04")
    void remembersTheLastRowId(D1Database db) {
        assertEquals(
                7, meta(db, "insert into users values (6, 'Ada'), (7, 'Bob')").lastRowId());
        assertEquals(7, meta(db, "select 1").lastRowId());
        assertEquals(7, meta(db, "update users set name = 'Eve' where id = 6").lastRowId());
        assertEquals(7, meta(db, "delete from users").lastRowId());
        assertEquals(
                9, meta(db, "insert into users values (9, 'Cyd') returning id").lastRowId());
    }

    @Rule("D1-META-04")
    void readsRowIdsOfAnySize(D1Database db) {
        for (long id : new long[] {1L << 31, (1L << 40) + 1, -5, Integer.MIN_VALUE - 1L}) {
            assertEquals(
                    id, meta(db, "insert into users (id) values (" + id + ")").lastRowId());
        }
    }

    @Rule("D1-META-03")
    void countsForEachStatementOfABatch(D1Database db) {
        List<D1Result<D1Row>> results = db.batch(List.of(
                db.prepare("insert into users (id) values (1), (2)"),
                db.prepare("select * from users"),
                db.prepare("insert into users (id) values (3), (4), (5)"),
                db.prepare("delete from users where id = 1")));

        assertEquals(
                List.of(2L, 0L, 3L, 1L),
                results.stream().map(result -> result.meta().changes()).toList());
    }

    @Rule("D1-META-03")
    void countsNothingOfAStatementThatFailed(D1Database db) {
        meta(db, "insert into users values (1, 'Ada')");

        failure(() -> meta(db, "insert into users values (2, 'Bob'), (3, 'Cyd'), (1, 'Eve')"));

        assertEquals(0, meta(db, "select * from users").changes());
        assertEquals(1, meta(db, "insert into users values (2, 'Bob')").changes());
    }

    @Rule("D1-META-04")
    void keepsTheLastRowIdWhereThereAreNoRowIds(D1Database db) {
        meta(db, "create table words (word text primary key) without rowid");
        meta(db, "insert into users values (5, 'Ada')");

        assertEquals(5, meta(db, "insert into words values ('a')").lastRowId());
    }

    @Rule(value = "D1-META-05", needs = Capability.D1_EXACT_CHANGED_FLAG)
    void tellsWhetherTheDatabaseChanged(D1Database db) {
        meta(db, "create table big (b blob)");

        assertTrue(meta(db, "insert into users (name) values ('Ada')").changedDb());
        assertFalse(meta(db, "select * from users").changedDb());
        assertTrue(meta(db, "drop table big").changedDb());
        assertFalse(meta(db, "create view v as select 1").changedDb());
    }

    @Rule(value = "D1-META-05", without = Capability.D1_EXACT_CHANGED_FLAG)
    void hintsThatRowsChanged(D1Database db) {
        assertTrue(meta(db, "insert into users (name) values ('Ada')").changedDb());
    }

    @Rule(value = "D1-META-06", needs = Capability.D1_EXACT_ROW_COUNTS)
    void countsRowsReadAndWritten(D1Database db) {
        D1Meta written = meta(db, "insert into users (name) values ('Ada'), ('Bob')");
        D1Meta read = meta(db, "select * from users");

        assertEquals(4, written.rowsWritten());
        assertEquals(2, read.rowsRead());
    }

    @Rule(value = "D1-META-06", without = Capability.D1_EXACT_ROW_COUNTS)
    void estimatesRowsReadAndWritten(D1Database db) {
        String rows = String.join(",", Collections.nCopies(5, "(null)"));

        assertTrue(meta(db, "insert into users (name) values " + rows).rowsWritten() >= 0);
        assertTrue(meta(db, "select * from users").rowsRead() >= 0);
    }
}
