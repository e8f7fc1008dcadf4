package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.backend.jdbc.JdbcBackendProvider;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.D1Failure;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Transactions that are abandoned, late or lost. */
class SqliteTransactionTest {
    private static final String TIMED_OUT = "D1 DB storage operation exceeded timeout which caused object to be reset.";
    private static final String ENDLESS =
            "insert into t with recursive c (x) as (select 1 union all select x + 1 from c) select count(*) from c";

    @TempDir
    Path folder;

    private Backend open(String timeout) {
        return new JdbcBackendProvider()
                .open(BackendConfig.of("jdbc:sqlite", folder.resolve("app.db").toString(), Map.of("timeout", timeout)));
    }

    private static D1Driver database(Backend backend) throws Exception {
        D1Driver database = backend.d1(new BindingTarget("DB", null));
        run(database, "create table t (a)");
        return database;
    }

    private static void run(D1Driver database, String sql) throws Exception {
        database.execute(statements(sql), null);
    }

    private static List<D1Statement> statements(String sql) {
        return List.of(new D1Statement(sql, List.of()));
    }

    private static Object count(D1Driver database) throws Exception {
        return Objects.requireNonNull(database.execute(statements("select count(*) from t"), null)
                .results()
                .get(0)
                .rows()
                .get(0)
                .get(0));
    }

    /** Runs something as another caller would. */
    private static <T> Future<T> elsewhere(java.util.concurrent.Callable<T> call) {
        ExecutorService caller = Executors.newSingleThreadExecutor();
        Future<T> result = caller.submit(call);
        caller.shutdown();
        return result;
    }

    @Test
    void anAbandonedTransactionIsUndoneWhenItsTimeIsOver() throws Exception {
        try (Backend backend = open("300ms")) {
            D1Driver database = database(backend);
            D1Transaction abandoned = elsewhere(database::begin).get(10, TimeUnit.SECONDS);
            abandoned.execute(statements("insert into t values (1)"));
            long start = System.nanoTime();

            assertEquals(0L, count(database));

            Duration waited = Duration.ofNanos(System.nanoTime() - start);
            assertTrue(waited.toMillis() < 10_000, "waited " + waited);
            assertEquals(
                    TIMED_OUT, assertThrows(D1Failure.class, abandoned::commit).text());
            abandoned.rollback();
            run(database, "insert into t values (2)");
            assertEquals(1L, count(database));
        }
    }

    @Test
    void waitersAreServedWhenATransactionEnds() throws Exception {
        try (Backend backend = open("30s")) {
            D1Driver database = database(backend);
            D1Transaction transaction = database.begin();
            List<Future<Object>> waiters = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                waiters.add(elsewhere(() -> count(database)));
            }

            transaction.execute(statements("insert into t values (1)"));
            transaction.commit();

            for (Future<Object> waiter : waiters) {
                assertEquals(1L, waiter.get(10, TimeUnit.SECONDS));
            }
        }
    }

    @Test
    void theThreadOfATransactionDoesNotWaitForItself() throws Exception {
        try (Backend backend = open("30s")) {
            D1Driver database = database(backend);
            D1Transaction transaction = database.begin();

            assertEquals(
                    "This thread has an open transaction on the database.",
                    assertThrows(D1Failure.class, () -> count(database)).text());
            assertThrows(D1Failure.class, database::begin);
            transaction.rollback();

            assertEquals(0L, count(database));
        }
    }

    @Test
    void aStatementThatExceedsTheTimeEndsTheTransaction() throws Exception {
        try (Backend backend = open("300ms")) {
            D1Driver database = database(backend);
            D1Transaction transaction = database.begin();
            transaction.execute(statements("insert into t values (1)"));

            assertEquals(
                    TIMED_OUT,
                    assertThrows(D1Failure.class, () -> transaction.execute(statements(ENDLESS)))
                            .text());
            assertThrows(D1Failure.class, transaction::commit);

            assertEquals(0L, count(database));
        }
    }

    @Test
    void aTransactionThatAStatementUndoesHasEnded() throws Exception {
        try (Backend backend = open("30s")) {
            D1Driver database = database(backend);
            run(database, "create table u (a unique)");
            D1Transaction transaction = database.begin();
            transaction.execute(statements("insert into t values (1)"));

            assertThrows(
                    D1Failure.class,
                    () -> transaction.execute(statements("insert or rollback into u values (1), (1)")));
            assertEquals(
                    "The transaction has ended.",
                    assertThrows(D1Failure.class, transaction::commit).text());

            assertEquals(0L, count(database));
        }
    }

    @Test
    void aViolationThatWasDeferredFailsTheCommit() throws Exception {
        try (Backend backend = open("30s")) {
            D1Driver database = database(backend);
            run(database, "create table p (id integer primary key)");
            run(database, "create table c (p references p (id) deferrable initially deferred)");
            D1Transaction transaction = database.begin();
            transaction.execute(statements("insert into c values (1)"));

            D1Failure failed = assertThrows(D1Failure.class, transaction::commit);

            assertEquals("SQLITE_CONSTRAINT_FOREIGNKEY", failed.reason().extendedCode());
            transaction.rollback();
            run(database, "insert into t values (1)");
            assertEquals(1L, count(database));
        }
    }

    @Test
    void pragmasAreSwitchedBackAtTheEnd() throws Exception {
        try (Backend backend = open("30s")) {
            D1Driver database = database(backend);
            D1Transaction transaction = database.begin();
            transaction.execute(statements("pragma recursive_triggers = on"));
            transaction.commit();

            assertEquals(
                    List.of(List.of(0L)),
                    database.execute(statements("pragma recursive_triggers"), null)
                            .results()
                            .get(0)
                            .rows());
        }
    }

    @Test
    void closingUndoesAnOpenTransaction() throws Exception {
        Backend backend = open("30s");
        D1Transaction transaction = database(backend).begin();
        transaction.execute(statements("insert into t values (1)"));

        backend.close();

        assertThrows(D1Failure.class, transaction::commit);
        try (Backend again = open("30s")) {
            D1Driver database = again.d1(new BindingTarget("DB", null));
            assertEquals(0L, count(database));
        }
        assertFalse(Thread.currentThread().isInterrupted());
    }
}
