package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.d1.D1SessionConstraint;
import dev.isobar.error.D1Exception;
import dev.isobar.error.Service;
import dev.isobar.spi.Capability;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Rules D1-SHARE-01 to D1-SHARE-06: two environments on one database, as two processes have it. */
abstract class D1SharedRules {
    private static final D1RawOptions NAMES = D1RawOptions.NONE.withColumnNames(true);
    private static final int CALLERS = 4;
    private static final int ROUNDS = 15;

    @BeforeEach
    void createAccounts(D1Database db) {
        db.exec("create table accounts (id integer primary key, balance integer not null)\n"
                + "insert into accounts values (1, 0), (2, 0)");
    }

    private static List<List<@Nullable Object>> balances(D1Database db) {
        return db.prepare("select balance from accounts order by id").raw();
    }

    private static D1PreparedStatement add(D1Database db, int account) {
        return db.prepare("update accounts set balance = balance + 1 where id = ?")
                .bind(account);
    }

    @Rule("D1-SHARE-01")
    void seesWhatAnotherEnvironmentHasWritten(D1Database db, TckSubject<D1Database> subject) {
        try (TckSubject<D1Database> other = subject.second()) {
            for (long n = 1; n <= 3; n++) {
                add(other.binding(), 1).run();
                assertEquals(List.of(List.of(n), List.of(0L)), balances(db), "what the first environment reads");
            }
            for (long n = 1; n <= 3; n++) {
                add(db, 2).run();
                assertEquals(
                        List.of(List.of(3L), List.of(n)),
                        balances(other.binding()),
                        "what the second environment reads");
            }
        }
    }

    @Rule("D1-SHARE-01")
    void seesTheSchemaThatAnotherEnvironmentHasChanged(D1Database db, TckSubject<D1Database> subject) {
        try (TckSubject<D1Database> other = subject.second()) {
            D1PreparedStatement all = db.prepare("select * from accounts where id = 1");
            assertEquals(List.of("id", "balance"), all.raw(NAMES).get(0));

            other.binding().exec("alter table accounts add column owner text default 'Ada'");
            assertEquals(List.of(List.of("id", "balance", "owner"), List.of(1L, 0L, "Ada")), all.raw(NAMES));
            db.exec("create table notes (a integer)");
            other.binding().exec("insert into notes values (1)");
            other.binding().exec("drop table accounts");

            failure(all::raw);
            assertEquals(1L, db.prepare("select a from notes").first("a"));
        }
    }

    @Rule("D1-SHARE-02")
    void waitsForTheBatchesOfAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        try (TckSubject<D1Database> other = subject.second()) {
            Together.run(CALLERS, thread -> {
                D1Database own = thread % 2 == 0 ? db : other.binding();
                D1PreparedStatement read = own.prepare("select balance from accounts order by id");
                for (int i = 0; i < ROUNDS; i++) {
                    assertWhole(own, List.of(read, add(own, 1), add(own, 2), read));
                }
            });

            long all = (long) CALLERS * ROUNDS;
            assertEquals(List.of(List.of(all), List.of(all)), balances(other.binding()), "updates are lost");
        }
    }

    /** Runs a batch whose first and last statements read two numbers that are equal. */
    private static void assertWhole(D1Database db, List<D1PreparedStatement> statements) {
        List<D1Result<D1Row>> results;
        try {
            results = db.batch(statements);
        } catch (D1Exception failed) {
            throw new AssertionError("a batch does not wait for those of another environment", failed);
        }
        for (D1Result<D1Row> read : List.of(results.get(0), results.get(statements.size() - 1))) {
            assertEquals(read.results().get(0), read.results().get(1), "half of a batch is seen");
        }
    }

    @Rule("D1-SHARE-01")
    void seesWhatAnotherProcessHasWritten(D1Database db, TckSubject<D1Database> subject, TestClock clock) {
        try (SecondProcess process = subject.secondProcess(Service.D1, clock)) {
            for (long n = 1; n <= 3; n++) {
                process.perform("exec", Map.of("sql", "update accounts set balance = balance + 1 where id = 1"));
                assertEquals(List.of(List.of(n), List.of(n - 1)), balances(db), "what this process reads");
                add(db, 2).run();
                assertEquals(List.of(List.of(n), List.of(n)), balances(process), "what the other process reads");
            }
            process.perform("exec", Map.of("sql", "alter table accounts add column owner text default 'Ada'"));
            assertEquals("Ada", db.prepare("select * from accounts").first("owner"));
        }
    }

    private static @Nullable Object balances(SecondProcess process) {
        return process.perform("raw", Map.of("sql", "select balance from accounts order by id", "options", Map.of()));
    }

    @Rule("D1-SHARE-02")
    void waitsForTheBatchesOfAnotherProcess(D1Database db, TckSubject<D1Database> subject, TestClock clock) {
        Map<String, Object> both = Map.of(
                "statements",
                List.of(
                        Map.of("sql", "select balance from accounts order by id"),
                        Map.of("sql", "update accounts set balance = balance + 1 where id = 1"),
                        Map.of("sql", "update accounts set balance = balance + 1 where id = 2")));
        try (SecondProcess process = subject.secondProcess(Service.D1, clock)) {
            Together.run(2, thread -> {
                D1PreparedStatement read = db.prepare("select balance from accounts order by id");
                for (int i = 0; i < ROUNDS * 2; i++) {
                    if (thread == 0) {
                        process.perform("batch", both);
                    } else {
                        assertWhole(db, List.of(read, add(db, 1), add(db, 2), read));
                    }
                }
            });

            long all = ROUNDS * 4L;
            assertEquals(List.of(List.of(all), List.of(all)), balances(process), "updates are lost");
        }
    }

    @Rule(value = "D1-SHARE-03", needs = Capability.D1_TRANSACTIONS)
    void losesNoUpdateOfAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        AtomicInteger conflicts = new AtomicInteger();
        try (TckSubject<D1Database> other = subject.second()) {
            Together.run(CALLERS, thread -> {
                D1Database own = thread % 2 == 0 ? db : other.binding();
                for (int i = 0; i < ROUNDS; i++) {
                    while (!incremented(own)) {
                        conflicts.incrementAndGet();
                    }
                }
            });

            long all = (long) CALLERS * ROUNDS;
            assertEquals(
                    List.of(List.of(all), List.of(all)),
                    balances(db),
                    () -> "updates are lost, after " + conflicts + " conflicts");
        }
    }

    /** Reads, adds and writes in a transaction; false if it has to be repeated. */
    private static boolean incremented(D1Database db) {
        try {
            db.transaction(tx -> {
                List<List<@Nullable Object>> read = balances(tx);
                assertEquals(read.get(0), read.get(1), "half of a transaction is seen");
                D1PreparedStatement set = tx.prepare("update accounts set balance = ? where id = ?");
                long next = 1 + (Long) Objects.requireNonNull(read.get(0).get(0));
                set.bind(next, 1).run();
                return set.bind(next, 2).run();
            });
            return true;
        } catch (D1Exception conflict) {
            assertTrue(conflict.retryable(), () -> "a conflict is not retryable: " + conflict);
            return false;
        }
    }

    @Rule(value = "D1-SHARE-03", needs = Capability.D1_TRANSACTIONS)
    void hidesAnOpenTransactionFromAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        try (TckSubject<D1Database> other = subject.second()) {
            AtomicReference<List<List<@Nullable Object>>> seen = new AtomicReference<>(List.of());
            assertThrows(
                    IllegalStateException.class,
                    () -> db.transaction(tx -> {
                        add(tx, 1).run();
                        seen.set(balancesOrNone(other.binding()));
                        throw new IllegalStateException("enough");
                    }));

            assertTrue(
                    List.of(List.of(), List.of(List.of(0L), List.of(0L))).contains(seen.get()),
                    () -> "what a transaction has not committed is seen: " + seen);
            assertEquals(List.of(List.of(0L), List.of(0L)), balances(other.binding()), "what was undone");
            add(other.binding(), 1).run();
            assertEquals(List.of(List.of(1L), List.of(0L)), balances(db));
        }
    }

    /** A store may also let the reader wait, for as long as it lets anybody wait. */
    private static List<List<@Nullable Object>> balancesOrNone(D1Database other) {
        try {
            return balances(other);
        } catch (D1Exception busy) {
            assertTrue(busy.retryable(), () -> "a conflict is not retryable: " + busy);
            return List.of();
        }
    }

    @Rule(value = "D1-SHARE-04", needs = Capability.D1_SESSIONS)
    void continuesFromTheBookmarkOfAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        try (TckSubject<D1Database> other = subject.second()) {
            @Nullable String bookmark = D1SessionConstraint.FIRST_PRIMARY.text();
            for (long n = 1; n <= 4; n++) {
                D1Database own = n % 2 == 0 ? db : other.binding();
                D1DatabaseSession session = own.withSession(bookmark);
                assertDoesNotThrow(
                        () -> session.batch(List.of(add(own, 1))), "a bookmark of another environment is refused");
                assertEquals(
                        n,
                        session.prepare("select balance from accounts where id = 1")
                                .first("balance"),
                        "what a session reads that begins where another one has ended");
                String reached = Objects.requireNonNull(session.getBookmark());
                assertTrue(
                        n == 1 || reached.compareTo(Objects.requireNonNull(bookmark)) >= 0, "the bookmark went back");
                bookmark = reached;
            }
        }
    }

    @Rule("D1-SHARE-05")
    void streamsBesideTheWritesOfAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        db.exec("insert into accounts with recursive c (x) as (select 3 union all select x + 1 from c where x < 400)"
                + " select x, 0 from c");
        try (TckSubject<D1Database> other = subject.second();
                Stream<D1Row> rows = db.prepare("select id, balance from accounts order by id").stream()) {
            Iterator<D1Row> found = rows.iterator();
            assertEquals(1L, found.next().getLong("id"));

            assertDoesNotThrow(
                    () -> other.binding().exec("update accounts set balance = 7\ndelete from accounts where id > 200"),
                    "an open stream keeps another environment from writing");

            long read = 1;
            while (found.hasNext()) {
                D1Row row = found.next();
                assertEquals(0L, row.getLong("balance"), "the balance of row " + read);
                read++;
            }
            assertEquals(400, read, "the number of rows");
            assertEquals(200L, db.prepare("select count(*) as n from accounts").first("n"));
        }
    }

    @Rule("D1-SHARE-06")
    void outlivesAnotherEnvironment(D1Database db, TckSubject<D1Database> subject) {
        for (int i = 0; i < 3; i++) {
            try (TckSubject<D1Database> other = subject.second()) {
                add(other.binding(), 1).run();
            }
            assertDoesNotThrow(() -> add(db, 2).run(), "an environment that closes breaks another one");
        }

        assertEquals(List.of(List.of(3L), List.of(3L)), balances(db));
    }
}
