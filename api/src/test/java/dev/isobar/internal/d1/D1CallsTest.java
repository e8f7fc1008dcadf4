package dev.isobar.internal.d1;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1Limits;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.D1Driver;
import java.lang.reflect.Proxy;
import java.time.InstantSource;
import java.util.Iterator;
import java.util.List;
import java.util.Spliterator;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** What may be asked of a database, of its sessions and of its transactions, and when. */
class D1CallsTest {
    private final FakeD1Driver driver = new FakeD1Driver();
    private final D1Database db = driver.database();

    D1CallsTest() {
        driver.rows = FakeD1Driver.rows(List.of("a"), List.of(List.of(1L), List.of(2L)));
    }

    private static void refused(String message, Executable call) {
        String refusal =
                String.valueOf(assertThrows(InvalidRequestException.class, call).getMessage());
        assertTrue(refusal.endsWith(message), refusal);
    }

    /** A statement of the application's own, which knows nothing but its text and parameters. */
    private static D1PreparedStatement decorated(String sql, List<Object> parameters) {
        return (D1PreparedStatement) Proxy.newProxyInstance(
                D1CallsTest.class.getClassLoader(),
                new Class<?>[] {D1PreparedStatement.class},
                (proxy, method, args) -> {
                    return method.getName().equals("sql") ? sql : parameters;
                });
    }

    @Test
    void aStatementTellsItsTextAndParameters() {
        D1PreparedStatement statement = db.prepare("select ?, ?").bind(1, "b");

        assertEquals("select ?, ?", statement.sql());
        assertEquals(List.of(1L, "b"), statement.parameters());
    }

    @Test
    void aBatchSendsDecoratedStatements() {
        assertEquals(
                2,
                db.batch(List.of(db.prepare("select 1"), decorated("select ?", List.of(7))))
                        .size());
        assertEquals(List.of("select 1", "select ?"), driver.lastSql());
        assertEquals(List.of(7L), driver.executed.get(0).get(1).parameters());
    }

    @Test
    void aBatchRefusesParametersOfOtherTypes() {
        D1Exception refused =
                assertThrows(D1Exception.class, () -> db.batch(List.of(decorated("select ?", List.of(new Object())))));

        assertEquals("D1_TYPE_ERROR", refused.code());
        assertEquals("batch", refused.operation());
        assertEquals(List.of(), driver.executed);
    }

    @Test
    void aTransactionReturnsWhatItsBlockReturns() {
        assertEquals("done", db.<String>transaction(tx -> "done"));
        assertNull(db.<@Nullable String>transaction(tx -> null));
    }

    @Test
    void aTransactionRunsStatementsOfAllForms() {
        db.transaction(tx -> {
            assertEquals(1, tx.batch(List.of(tx.prepare("select 1"))).size());
            assertEquals(1, tx.exec("select 2").count());
            assertEquals(2, tx.prepare("select 3").all().results().size());
            try (Stream<D1Row> rows = tx.prepare("select 4").stream()) {
                assertEquals(List.of(1L, 2L), rows.map(row -> row.getLong("a")).toList());
            }
            return true;
        });

        assertEquals(
                List.of("select 1", "select 2", "select 3", "select 4"),
                driver.executed.stream().map(call -> call.get(0).sql()).toList());
    }

    @Test
    void aTransactionTakesNoOtherCallsOfItsThread() {
        String inside = "this thread is in a transaction of the database; use the database that the block was given";
        D1DatabaseSession session = db.withSession("first-primary");
        db.transaction(tx -> {
            refused(inside, () -> db.prepare("select 1").run());
            refused(inside, () -> db.batch(List.of(db.prepare("select 1"))));
            refused(inside, () -> db.exec("select 1"));
            refused(inside, () -> db.transaction(again -> 1));
            refused(inside, () -> session.prepare("select 1").run());
            refused("a transaction cannot begin inside another one", () -> tx.transaction(again -> 1));
            refused("a session cannot begin inside a transaction", () -> tx.withSession("first-primary"));
            return true;
        });

        assertEquals(List.of(), driver.executed);
        assertEquals(1, session.batch(List.of(session.prepare("select 1"))).size());
    }

    @Test
    void aTransactionLeavesOtherThreadsFree() throws Exception {
        ExecutorService other = Executors.newSingleThreadExecutor();
        try {
            int found = db.transaction(tx -> {
                try {
                    return other.submit(
                                    () -> db.prepare("select 1").all().results().size())
                            .get(30, TimeUnit.SECONDS);
                } catch (Exception failed) {
                    throw new AssertionError(failed);
                }
            });

            assertEquals(2, found);
        } finally {
            other.shutdownNow();
        }
    }

    @Test
    void aTransactionThatHasEndedTakesNothing() {
        AtomicReference<D1Database> escaped = new AtomicReference<>(db);
        db.transaction(tx -> {
            escaped.set(tx);
            return true;
        });
        refused(
                "the transaction has ended",
                () -> escaped.get().prepare("select 1").run());
        assertThrows(
                IllegalStateException.class,
                () -> db.transaction(tx -> {
                    escaped.set(tx);
                    throw new IllegalStateException();
                }));
        refused("the transaction has ended", () -> escaped.get().exec("select 1"));

        assertEquals(List.of(), driver.executed);
    }

    @Test
    void aSessionStartsAnywhereUnlessToldOtherwise() {
        for (@Nullable String start : new @Nullable String[] {null, "", "  "}) {
            db.withSession(start).prepare("select 1").run();
        }
        db.withSession(" first-primary ").prepare("select 1").run();

        assertEquals(
                List.of("first-unconstrained", "first-unconstrained", "first-unconstrained", "first-primary"),
                driver.positions);
    }

    @Test
    void aSessionNeedsADriverThatHasThem() {
        D1Driver none = new D1Driver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }

            @Override
            public D1Answer execute(List<D1Statement> statements, @Nullable String position) {
                throw new AssertionError("nothing may be sent");
            }
        };
        D1Database without = new PortableD1Database(
                none, new DriverCalls(Service.D1, "DB", none, List.of()), D1Limits.CLOUDFLARE, InstantSource.system());

        assertThrows(UnsupportedCapabilityException.class, () -> without.withSession("first-primary"));
    }

    @Test
    void aStreamThatIsClosedHasNoMoreRows() {
        Stream<D1Row> rows = db.prepare("select a from t").stream();
        Iterator<D1Row> found = rows.iterator();
        assertEquals(1L, found.next().getLong("a"));
        rows.close();

        assertThrows(IllegalStateException.class, found::hasNext);
    }

    @Test
    void aStreamStaysAtItsEnd() {
        try (Stream<D1Row> rows = db.prepare("select a from t").stream()) {
            Spliterator<D1Row> found = rows.spliterator();
            assertTrue(found.tryAdvance(row -> assertEquals(1L, row.getLong("a"))));
            assertTrue(found.tryAdvance(row -> assertEquals(2L, row.getLong("a"))));
            assertFalse(found.tryAdvance(row -> assertNull(row)));
            assertFalse(found.tryAdvance(row -> assertNull(row)));
        }
    }

    @Test
    void aTransactionStopsWithItsEnvironment() {
        EnvState env = new EnvState();
        DriverCalls calls = new DriverCalls(Service.D1, "DB", driver, List.of(), new StoreGate(env));
        D1Database closing = new PortableD1Database(driver, calls, D1Limits.CLOUDFLARE, InstantSource.system());

        assertThrows(
                EnvClosedException.class,
                () -> closing.transaction(tx -> {
                    env.close();
                    return tx.prepare("select 1").run();
                }));
        assertEquals(List.of(), driver.executed);
    }

    @Test
    void aStreamStopsWithItsEnvironment() {
        EnvState env = new EnvState();
        DriverCalls calls = new DriverCalls(Service.D1, "DB", driver, List.of(), new StoreGate(env));
        D1Database closing = new PortableD1Database(driver, calls, D1Limits.CLOUDFLARE, InstantSource.system());
        try (Stream<D1Row> rows = closing.prepare("select a from t").stream()) {
            Iterator<D1Row> found = rows.iterator();
            found.next();
            env.close();

            assertThrows(EnvClosedException.class, found::next);
        }
    }

    @Test
    void anInterruptedThreadSendsNothingInATransaction() {
        db.transaction(tx -> {
            Thread.currentThread().interrupt();
            try {
                assertThrows(
                        UnavailableException.class, () -> tx.prepare("select 1").run());
            } finally {
                assertTrue(Thread.interrupted(), "the flag was cleared");
            }
            return true;
        });

        assertEquals(List.of(), driver.executed);
    }
}
