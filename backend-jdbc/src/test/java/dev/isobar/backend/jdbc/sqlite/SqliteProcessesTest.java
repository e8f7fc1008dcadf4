package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One file under several connections, as several processes have it. */
class SqliteProcessesTest {
    @TempDir
    Path folder;

    private String url(String settings) {
        return "jdbc:sqlite:" + folder.resolve("app.db") + settings;
    }

    private Env open(String settings) {
        return Env.builder().bind(Service.D1, "DB", url(settings)).open();
    }

    @Test
    void loseNoUpdate() throws Exception {
        try (Env one = open("");
                Env two = open("")) {
            one.d1("DB").exec("create table counter (n)\ninsert into counter values (0)");
            ExecutorService callers = Executors.newFixedThreadPool(4);
            List<Future<?>> runs = new ArrayList<>();
            for (D1Database db : List.of(one.d1("DB"), two.d1("DB"), one.d1("DB"), two.d1("DB"))) {
                runs.add(callers.submit(() -> {
                    for (int i = 0; i < 50; i++) {
                        db.batch(List.of(
                                db.prepare("select n from counter"), db.prepare("update counter set n = n + 1")));
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
            callers.shutdown();

            assertEquals(200L, two.d1("DB").prepare("select n from counter").first("n"));
        }
    }

    @Test
    void readWhileAnotherWrites() throws Exception {
        try (Env env = open("");
                Connection writer = DriverManager.getConnection(url(""));
                Statement statement = writer.createStatement()) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)");
            statement.execute("begin immediate");
            statement.execute("insert into t values (1)");

            assertEquals(0L, db.prepare("select count(*) as n from t").first("n"));
            statement.execute("commit");
            assertEquals(1L, db.prepare("select count(*) as n from t").first("n"));
        }
    }

    @Test
    void sayThatTheFileIsLocked() throws Exception {
        try (Env env = open("?busyTimeout=50ms");
                Connection writer = DriverManager.getConnection(url(""));
                Statement statement = writer.createStatement()) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)");
            statement.execute("begin immediate");

            D1Exception busy = assertThrows(D1Exception.class, () -> db.exec("insert into t values (1)"));

            assertEquals("SQLITE_BUSY", busy.sqliteCode());
            assertTrue(busy.retryable());
            statement.execute("rollback");
            assertEquals(1, db.exec("insert into t values (1)").count());
        }
    }

    @Test
    void seeRefusedFunctionsInViewsOfAnother() throws Exception {
        try (Env env = open("");
                Connection other = DriverManager.getConnection(url(""));
                Statement statement = other.createStatement()) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)");
            statement.execute("create view v as select sqlite_version() as a");

            assertThrows(D1Exception.class, () -> db.prepare("select * from v").run());
        }
    }

    @Test
    void applyEachMigrationOnce() throws Exception {
        Path migrations = Files.createDirectory(folder.resolve("migrations"));
        for (int i = 1; i <= 5; i++) {
            Files.writeString(migrations.resolve("000" + i + "_t.sql"), "create table t" + i + " (a);");
        }
        ExecutorService starters = Executors.newFixedThreadPool(4);
        List<Future<List<String>>> starts = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            starts.add(starters.submit(() -> {
                try (Env env = open("")) {
                    return D1Migrations.of(env.d1("DB"), migrations).apply();
                }
            }));
        }
        List<String> applied = new ArrayList<>();
        for (Future<List<String>> start : starts) {
            applied.addAll(start.get(60, TimeUnit.SECONDS));
        }
        starters.shutdown();

        assertEquals(5, applied.size());
        assertEquals(5, applied.stream().distinct().count());
    }
}
