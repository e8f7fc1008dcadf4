package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** Rules D1-TX-01 to D1-TX-07: transactions with code of the application between their statements. */
abstract class D1TransactionRules {
    @BeforeEach
    void createAccounts(D1Database db) {
        db.batch(List.of(
                db.prepare("create table accounts (id integer primary key, balance integer not null)"),
                db.prepare("insert into accounts values (1, 100)"),
                db.prepare("insert into accounts values (2, 0)")));
    }

    private static long balance(D1Database db, int account) {
        D1Row row = db.prepare("select balance from accounts where id = ?")
                .bind(account)
                .first();
        return Objects.requireNonNull(Objects.requireNonNull(row).getLong("balance"));
    }

    private static D1PreparedStatement set(D1Database db, int account, long balance) {
        return db.prepare("update accounts set balance = ? where id = ?").bind(balance, account);
    }

    private static void refused(Executable call) {
        assertThrows(InvalidRequestException.class, call);
    }

    @Rule(value = "D1-TX-01", needs = Capability.D1_TRANSACTIONS)
    void commitsWhatItsBlockHasDone(D1Database db) {
        Long moved = db.transaction(tx -> {
            long balance = balance(tx, 1);
            set(tx, 1, 0).run();
            tx.batch(List.of(set(tx, 2, balance)));
            return balance;
        });

        assertEquals(100L, moved);
        assertEquals(0, balance(db, 1));
        assertEquals(100, balance(db, 2));
    }

    @Rule(value = "D1-TX-01", needs = Capability.D1_TRANSACTIONS)
    void mayReturnNullAndDoNothing(D1Database db) {
        String returned = db.<@Nullable String>transaction(tx -> null);

        assertNull(returned);
        assertEquals(100, balance(db, 1));
    }

    @Rule(value = "D1-TX-02", needs = Capability.D1_TRANSACTIONS)
    void undoesEverythingAtOnceIfItsThreadWasInterrupted(D1Database db) {
        assertThrows(
                IllegalStateException.class,
                () -> db.transaction(tx -> {
                    set(tx, 1, 1).run();
                    Thread.currentThread().interrupt();
                    throw new IllegalStateException("no time");
                }));

        assertTrue(Thread.interrupted());
        assertEquals(100, balance(db, 1));
        set(db, 1, 7).run();
        assertEquals(7, balance(db, 1));
    }

    @Rule(value = "D1-TX-02", needs = Capability.D1_TRANSACTIONS)
    void undoesEverythingIfItsBlockThrows(D1Database db) {
        Error thrown = new AssertionError("enough");

        Error caught = assertThrows(
                AssertionError.class,
                () -> db.transaction(tx -> {
                    set(tx, 1, 1).run();
                    tx.exec("create table other (a integer)");
                    throw thrown;
                }));

        assertSame(thrown, caught);
        assertEquals(100, balance(db, 1));
        failure(() -> db.prepare("select * from other").run());
    }

    @Rule(value = "D1-TX-02", needs = Capability.D1_TRANSACTIONS)
    void undoesEverythingIfAStatementFailsTheBlock(D1Database db) {
        D1Exception failed = failure(() -> db.transaction(tx -> {
            set(tx, 1, 1).run();
            return tx.prepare("insert into accounts values (1, 1)").run();
        }));

        assertTrue(Objects.requireNonNull(failed.constraint()).duplicate());
        assertEquals(100, balance(db, 1));
    }

    @Rule(
            value = "D1-TX-02",
            needs = {Capability.D1_TRANSACTIONS, Capability.D1_SQLITE_DIALECT})
    void undoesEverythingIfItsCommitFails(D1Database db) {
        db.exec("create table notes (account integer references accounts (id))");

        D1Exception failed = failure(() -> db.transaction(tx -> {
            tx.exec("pragma defer_foreign_keys = on");
            set(tx, 1, 1).run();
            return tx.prepare("insert into notes values (99)").run();
        }));

        assertTrue(String.valueOf(failed.getMessage()).contains("FOREIGN KEY constraint failed"), failed.getMessage());
        assertEquals(100, balance(db, 1));
        assertEquals(List.of(), db.prepare("select * from notes").raw());
        set(db, 1, 7).run();
        assertEquals(7, balance(db, 1));
    }

    @Rule(value = "D1-TX-03", needs = Capability.D1_TRANSACTIONS)
    void seesWhatItHasDone(D1Database db) {
        db.transaction(tx -> {
            set(tx, 1, 1).run();
            tx.batch(List.of(tx.prepare("insert into accounts values (3, 3)")));

            assertEquals(1, balance(tx, 1));
            try (Stream<D1Row> rows = tx.prepare("select id from accounts").stream()) {
                assertEquals(3, rows.count());
            }
            return true;
        });
    }

    @Rule(value = "D1-TX-04", needs = Capability.D1_TRANSACTIONS)
    void losesNoUpdate(D1Database db) throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<?>> runs = new ArrayList<>();
            for (int i = 0; i < 8; i++) {
                runs.add(callers.submit(() -> {
                    for (int n = 0; n < 5; n++) {
                        increment(db, new CountDownLatch(0));
                    }
                }));
            }
            for (Future<?> run : runs) {
                run.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }

        assertEquals(140, balance(db, 1));
    }

    @Rule(value = "D1-TX-04", needs = Capability.D1_TRANSACTIONS)
    void letsNobodyWriteBetweenItsReadAndItsWrite(D1Database db) throws Exception {
        CountDownLatch bothHaveRead = new CountDownLatch(2);
        ExecutorService callers = Executors.newFixedThreadPool(2);
        try {
            Future<?> one = callers.submit(() -> increment(db, bothHaveRead));
            Future<?> other = callers.submit(() -> increment(db, bothHaveRead));
            one.get(60, TimeUnit.SECONDS);
            other.get(60, TimeUnit.SECONDS);
        } finally {
            callers.shutdownNow();
        }

        assertEquals(102, balance(db, 1));
    }

    /** Reads, lets the other read if the store allows it, writes; again if the store prefers to fail rather than to wait. */
    private static void increment(D1Database db, CountDownLatch bothHaveRead) {
        while (true) {
            try {
                db.transaction(tx -> {
                    long balance = balance(tx, 1);
                    bothRead(bothHaveRead);
                    return set(tx, 1, balance + 1).run();
                });
                return;
            } catch (D1Exception conflict) {
                if (!conflict.retryable()) {
                    throw conflict;
                }
            }
        }
    }

    /** Waits for the other; in vain, and not for long, if it waits for this transaction. */
    private static boolean bothRead(CountDownLatch others) {
        others.countDown();
        try {
            return others.await(300, TimeUnit.MILLISECONDS);
        } catch (InterruptedException interrupted) {
            throw new AssertionError(interrupted);
        }
    }

    @Rule(value = "D1-TX-05", needs = Capability.D1_TRANSACTIONS)
    void goesOnAfterACallThatFailed(D1Database db) {
        db.transaction(tx -> {
            set(tx, 1, 1).run();
            failure(() -> tx.batch(List.of(set(tx, 2, 2), tx.prepare("insert into accounts values (1, 1)"))));
            failure(() -> tx.prepare("select nope from accounts").run());

            assertEquals(0, assertDoesNotThrow(() -> balance(tx, 2), "a call after one that failed"));
            tx.exec("insert into accounts values (3, 3)");
            return true;
        });

        assertEquals(1, balance(db, 1));
        assertEquals(0, balance(db, 2));
        assertEquals(3, balance(db, 3));
    }

    @Rule(value = "D1-TX-06", needs = Capability.D1_TRANSACTIONS)
    void refusesTransactionsAndSessionsInside(D1Database db) {
        db.transaction(tx -> {
            refused(() -> tx.transaction(inner -> 1));
            refused(tx::withSession);
            refused(() -> db.transaction(inner -> 1));
            return true;
        });
    }

    @Rule(value = "D1-TX-06", needs = Capability.D1_TRANSACTIONS)
    void refusesTheDatabaseToTheThreadOfTheBlock(D1Database db) {
        D1PreparedStatement outside = db.prepare("update accounts set balance = 7 where id = 1");

        db.transaction(tx -> {
            refused(outside::run);
            refused(() -> db.exec("delete from accounts"));
            refused(() -> db.batch(List.of(outside)));
            refused(outside::stream);
            tx.batch(List.of(outside));
            return true;
        });

        assertEquals(7, balance(db, 1));
    }

    @Rule(value = "D1-TX-06", needs = Capability.D1_TRANSACTIONS)
    void refusesCallsAfterItsEnd(D1Database db) {
        AtomicReference<@Nullable D1Database> kept = new AtomicReference<>();

        D1PreparedStatement late = db.transaction(tx -> {
            kept.set(tx);
            return set(tx, 1, 1);
        });

        refused(late::run);
        refused(() -> Objects.requireNonNull(kept.get()).exec("delete from accounts"));
        assertEquals(100, balance(db, 1));
    }

    @Rule(value = "D1-TX-07", without = Capability.D1_TRANSACTIONS)
    void refusesTransactions(D1Database db) {
        UnsupportedCapabilityException refusal =
                assertThrows(UnsupportedCapabilityException.class, () -> db.transaction(tx -> 1));

        assertEquals("d1-transactions", refusal.capability());
    }
}
