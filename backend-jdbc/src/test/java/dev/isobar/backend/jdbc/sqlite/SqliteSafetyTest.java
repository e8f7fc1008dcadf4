package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What SQL cannot reach, and how long it can run. */
class SqliteSafetyTest {
    private static final String ENDLESS =
            "with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c";

    @TempDir
    Path folder;

    private Env open(String settings) {
        return Env.builder()
                .bind(Service.D1, "DB", "jdbc:sqlite:" + folder.resolve("app.db") + settings)
                .open();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "attach '%s' as x",
                "ATTACH DATABASE '%s' AS x",
                "vacuum into '%s'",
                "backup to '%s'",
                "backup main to '%s'",
                "restore from '%s'",
                "select writefile('%s', 'x')",
                "select readfile('%s')",
                "select load_extension('%s')",
                "select fts3_tokenizer('%s')",
                "create virtual table v using csv(filename='%s')",
                "pragma temp_store_directory='%s'",
                "pragma data_store_directory='%s'",
                "create table t as select 1; attach '%s' as x"
            })
    void sqlReachesNoOtherFile(String sql) throws IOException {
        Path other = folder.resolve("other.db");

        try (Env env = open("")) {
            D1Database db = env.d1("DB");
            String statement = sql.formatted(other);
            assertThrows(D1Exception.class, () -> db.prepare(statement).run());
            assertThrows(D1Exception.class, () -> db.exec(statement));
            assertEquals(1L, db.prepare("select 1 as a").first("a"));
        }

        try (Stream<Path> files = Files.list(folder)) {
            assertEquals(
                    List.of("app.db"),
                    files.map(file -> String.valueOf(file.getFileName())).toList());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {ENDLESS, "insert into t " + ENDLESS, "create table u as " + ENDLESS})
    void aRunawayStatementIsStopped(String sql) {
        try (Env env = open("?timeout=200ms")) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)\ninsert into t values (1)");
            long start = System.nanoTime();

            D1Exception stopped =
                    assertThrows(D1Exception.class, () -> db.prepare(sql).run());

            Duration took = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(took.toMillis() >= 150 && took.toSeconds() < 20, "stopped after " + took);
            assertEquals(
                    "D1_ERROR: D1 DB storage operation exceeded timeout which caused object to be reset.",
                    stopped.getMessage());
            assertEquals(1L, db.prepare("select count(*) as n from t").first("n"));
            db.exec("insert into t values (2)");
            assertEquals(2L, db.prepare("select count(*) as n from t").first("n"));
        }
    }

    @Test
    void aCallThatWaitsTooLongIsRefused() throws Exception {
        try (Env env = open("?queueTimeout=20ms")) {
            D1Database db = env.d1("DB");
            CountDownLatch begun = new CountDownLatch(1);
            CountDownLatch end = new CountDownLatch(1);
            ExecutorService other = Executors.newSingleThreadExecutor();
            Future<Boolean> transaction = other.submit(() -> db.transaction(tx -> {
                begun.countDown();
                return ended(end);
            }));
            begun.await();

            D1Exception refused =
                    assertThrows(D1Exception.class, () -> db.prepare("select 1").run());

            assertEquals("D1_ERROR: D1 DB is overloaded. Requests queued for too long.", refused.getMessage());
            end.countDown();
            assertTrue(transaction.get(60, TimeUnit.SECONDS));
            other.shutdown();
            assertEquals(1L, db.prepare("select 1 as a").first("a"));
        }
    }

    private static boolean ended(CountDownLatch end) {
        try {
            return end.await(20, TimeUnit.SECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Test
    void aFileKeepsWhatWasWritten() {
        try (Env env = open("")) {
            env.d1("DB").exec("create table t (a)\ninsert into t values (1)");
        }
        try (Env env = open("")) {
            assertEquals(1L, env.d1("DB").prepare("select a from t").first("a"));
        }
    }

    @Test
    void aFileWithReservedTablesOfAnotherToolIsUsable() throws Exception {
        try (var connection = java.sql.DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("app.db"));
                var statement = connection.createStatement()) {
            statement.execute("create table _cf_METADATA (key text primary key, value blob)");
        }

        try (Env env = open("")) {
            D1Database db = env.d1("DB");
            db.exec("create table t (a)");
            assertThrows(D1Exception.class, () -> db.prepare("select * from _cf_METADATA")
                    .run());
            assertThrows(D1Exception.class, () -> db.exec("create table _cf_more (a)"));
        }
    }

    @Test
    void theEnginesOwnLimitsCanBeAskedFor() {
        String sixTerms = String.join(" union all ", java.util.Collections.nCopies(6, "select 1"));

        try (Env env = open("?limits=sqlite")) {
            assertEquals(6, env.d1("DB").prepare(sixTerms).all().results().size());
        }
    }

    @Test
    void bindingsOfOneUrlShareTheFile() {
        String url = "jdbc:sqlite:" + folder.resolve("app.db");
        try (Env env = Env.builder()
                .bind(Service.D1, "ONE", url)
                .bind(Service.D1, "TWO", url)
                .open()) {
            env.d1("ONE").exec("create table t (a)");

            assertEquals(
                    0L, env.d1("TWO").prepare("select count(*) as n from t").first("n"));
        }
    }

    @Test
    void databasesInMemoryAreApart() {
        try (Env env = Env.builder()
                .bind(Service.D1, "ONE", "memory:")
                .bind(Service.D1, "TWO", "memory:")
                .open()) {
            env.d1("ONE").exec("create table t (a)");

            assertThrows(
                    D1Exception.class,
                    () -> env.d1("TWO").prepare("select * from t").run());
        }
    }
}
