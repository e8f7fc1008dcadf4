package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Streams of a file: bounded, beside writers, stopped, closed. */
class SqliteStreamTest {
    private static final String ENDLESS =
            "with recursive c (x) as (select 1 union all select x + 1 from c) select x, printf('%1000d', x) as t from c";

    @TempDir
    Path folder;

    private Env open(String settings) {
        return Env.builder()
                .bind(Service.D1, "DB", "jdbc:sqlite:" + folder.resolve("app.db") + settings)
                .open();
    }

    /** Half a gigabyte, one row at a time. */
    @Test
    void readsManyRows() {
        try (Env env = open("?timeout=5m");
                Stream<D1Row> rows = env.d1("DB").prepare(ENDLESS + " limit 500000").stream()) {
            assertEquals(500_000, rows.filter(row -> row.get("t") != null).count());
        }
    }

    @Test
    void keepsNobodyFromWriting() {
        try (Env env = open("");
                Env other = open("")) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)\ninsert into t values (1), (2), (3)");

            try (Stream<D1Row> rows = db.prepare("select a from t").stream()) {
                Iterator<D1Row> found = rows.iterator();
                found.next();
                other.d1("DB").exec("delete from t");
                db.exec("insert into t values (4)");
                assertEquals(2L, found.next().getLong("a"));
                assertEquals(3L, found.next().getLong("a"));
            }

            assertEquals(4L, db.prepare("select a from t").first("a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "select count(*) from "})
    void endsWhenTheTimeIsOver(String before) {
        try (Env env = open("?timeout=300ms")) {
            D1Database db = env.d1("DB");
            String sql = before.isEmpty() ? ENDLESS : before + "(" + ENDLESS + ")";

            D1Exception late = assertThrows(D1Exception.class, () -> {
                try (Stream<D1Row> rows = db.prepare(sql).stream()) {
                    rows.forEach(row -> assertTrue(row.size() > 0));
                }
            });

            assertEquals("SQLITE_INTERRUPT", late.sqliteCode());
            assertEquals(1L, db.prepare("select 1 as a").first("a"));
        }
    }

    @Test
    void refusesInAStreamWhatItRefusesElsewhere() {
        try (Env env = open("")) {
            D1Database db = env.d1("DB");
            for (String sql :
                    List.of("attach 'x' as x", "begin", "pragma journal_mode", "select sqlite_version()", "vacuum")) {
                D1Exception run =
                        assertThrows(D1Exception.class, () -> db.prepare(sql).run());
                D1Exception streamed = assertThrows(
                        D1Exception.class, () -> db.prepare(sql).stream().close());
                assertEquals(run.getMessage(), streamed.getMessage());
            }
        }
    }

    @Test
    void releasesTheFileWithTheEnvironment() throws IOException {
        Iterator<D1Row> rows;
        try (Env env = open("")) {
            rows = env.d1("DB").prepare(ENDLESS).stream().iterator();
            rows.next();
        }

        assertThrows(RuntimeException.class, () -> {
            for (int i = 0; i < 3; i++) {
                rows.next();
            }
        });
        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("app.db"),
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        }
    }
}
