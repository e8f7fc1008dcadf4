package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.assertFails;
import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.D1Exception;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;

/** Rules D1-BATCH-01 to D1-BATCH-09: statements in one transaction. */
abstract class D1BatchRules {
    @BeforeEach
    void createCounter(D1Database db) {
        db.prepare("create table counter (id integer primary key, n integer)").run();
        db.prepare("insert into counter values (1, 0)").run();
    }

    @Rule("D1-BATCH-01")
    void returnsResultsInOrder(D1Database db) {
        List<D1Result<D1Row>> results = db.batch(List.of(
                db.prepare("select n from counter"),
                db.prepare("update counter set n = n + 1"),
                db.prepare("update counter set n = n * 10"),
                db.prepare("select n from counter")));

        assertEquals(4, results.size());
        assertEquals(0L, results.get(0).results().get(0).getLong("n"));
        assertEquals(1, results.get(1).meta().changes());
        assertEquals(10L, results.get(3).results().get(0).getLong("n"));
    }

    @Rule("D1-BATCH-02")
    void undoesEverythingIfAStatementFails(D1Database db) {
        failure(() -> db.batch(List.of(
                db.prepare("update counter set n = 99"),
                db.prepare("create table other (a integer)"),
                db.prepare("insert into counter values (1, 1)"))));

        assertEquals(0L, db.prepare("select n from counter").first("n"));
        failure(() -> db.prepare("select * from other").run());
    }

    @Rule("D1-BATCH-02")
    void undoesALongBatchAsAWhole(D1Database db) {
        List<D1PreparedStatement> statements =
                new ArrayList<>(Collections.nCopies(600, db.prepare("update counter set n = n + 1")));
        statements.add(db.prepare("insert into counter values (1, 1)"));

        failure(() -> db.batch(statements));

        assertEquals(0L, db.prepare("select n from counter").first("n"));
    }

    @Rule(value = "D1-BATCH-02", needs = Capability.D1_SQLITE_DIALECT)
    void failsWithTheErrorOfTheStatementAlone(D1Database db) {
        assertFails(
                "D1_ERROR: no such table: nope: SQLITE_ERROR",
                () -> db.batch(List.of(db.prepare("select 1"), db.prepare("select * from nope"))));
    }

    @Rule("D1-BATCH-10")
    void tellsWhichStatementFailed(D1Database db) {
        D1PreparedStatement good = db.prepare("select 1");
        D1PreparedStatement duplicate =
                db.prepare("insert into counter values (?, ?)").bind(1, 77_041);
        D1PreparedStatement nothing = db.prepare("-- nothing");

        D1Exception third = failure(() -> db.batch(List.of(good, good, duplicate, good)));

        assertEquals(2, third.statement());
        assertEquals(0, failure(() -> db.batch(List.of(duplicate, duplicate))).statement());
        assertEquals(
                2, failure(() -> db.batch(List.of(nothing, good, duplicate))).statement());
        assertEquals(1, failure(() -> db.exec("select 1\nselect * from nope")).statement());
        assertNull(failure(duplicate::run).statement());
        assertFalse((third + " " + third.getCause()).contains("77041"), third.toString());
    }

    @Rule("D1-BATCH-03")
    void doesNotInterleaveBatches(D1Database db) throws Exception {
        D1PreparedStatement increment = db.prepare("update counter set n = n + 1");
        ExecutorService callers = Executors.newFixedThreadPool(10);
        try {
            List<Future<?>> batches = new ArrayList<>();
            for (int i = 0; i < 10; i++) {
                batches.add(callers.submit(() -> db.batch(List.of(increment, increment))));
            }
            for (Future<?> batch : batches) {
                batch.get(60, TimeUnit.SECONDS);
            }
        } finally {
            callers.shutdownNow();
        }

        assertEquals(20L, db.prepare("select n from counter").first("n"));
    }

    @Rule("D1-BATCH-09")
    void isSeenAsAWholeOrNotAtAll(D1Database db) {
        db.exec("insert into counter values (2, 0)");
        D1PreparedStatement one = db.prepare("update counter set n = n + 1 where id = 1");
        D1PreparedStatement other = db.prepare("update counter set n = n + 1 where id = 2");
        D1PreparedStatement both = db.prepare("select n from counter order by id");
        AtomicBoolean written = new AtomicBoolean();

        Together.run(3, thread -> {
            if (thread == 0) {
                try {
                    for (int i = 0; i < 100; i++) {
                        db.batch(List.of(one, other));
                    }
                } finally {
                    written.set(true);
                }
            }
            while (!written.get()) {
                List<List<@Nullable Object>> seen = thread == 1
                        ? both.raw()
                        : db.batch(List.of(both)).get(0).results().stream()
                                .map(row -> List.<@Nullable Object>of(Objects.requireNonNull(row.get("n"))))
                                .toList();
                assertEquals(seen.get(0), seen.get(1), "half of a batch is seen");
            }
        });

        assertEquals(List.of(List.of(100L), List.of(100L)), both.raw());
    }

    @Rule("D1-BATCH-04")
    void refusesAnEmptyBatch(D1Database db) {
        assertFails("D1_ERROR: No SQL statements detected.", () -> db.batch(List.of()));
    }

    @Rule("D1-BATCH-06")
    void leavesOutWhatSaysNothing(D1Database db) {
        List<D1Result<D1Row>> results = db.batch(List.of(
                db.prepare("-- first"),
                db.prepare("select 1 as a"),
                db.prepare(" "),
                db.prepare("  -- second\n-- and third"),
                db.prepare("-- the last\nselect 2 as a")));

        assertEquals(
                List.of(1L, 2L),
                results.stream()
                        .map(result -> result.results().get(0).getLong("a"))
                        .toList());
        assertFails("D1_ERROR: No SQL statements detected.", () -> db.batch(List.of(db.prepare("-- alone"))));
    }

    @Rule("D1-BATCH-05")
    void mixesKindsOfStatements(D1Database db) {
        List<D1Result<D1Row>> results = db.batch(List.of(
                db.prepare("create table t (a integer)"),
                db.prepare("insert into t values (?)").bind(7),
                db.prepare("select a from t"),
                db.prepare("drop table t")));

        assertEquals(7L, results.get(2).results().get(0).getLong("a"));
    }

    @Rule("D1-BATCH-05")
    void takesOneStatementWithOtherValues(D1Database db) {
        D1PreparedStatement insert = db.prepare("insert into t values (?)");

        db.batch(List.of(db.prepare("create table t (a text)"), insert.bind("x"), insert.bind("y"), insert.bind("x")));

        assertEquals(
                List.of(List.of("x"), List.of("x"), List.of("y")),
                db.prepare("select a from t order by a").raw());
    }

    @Rule("D1-BATCH-05")
    void takesAThousandStatements(D1Database db) {
        D1PreparedStatement increment = db.prepare("update counter set n = n + 1");

        assertEquals(1000, db.batch(Collections.nCopies(1000, increment)).size());

        assertEquals(1000L, db.prepare("select n from counter").first("n"));
    }

    @Rule("D1-BATCH-05")
    void holdsEachElementToTheLimits(D1Database db) {
        failure(() -> db.batch(List.of(db.prepare("select 1"), db.prepare("select '" + "x".repeat(100_000) + "'"))));
    }

    @Rule(value = "D1-BATCH-07", needs = Capability.D1_SESSIONS)
    void takesStatementsOfASession(D1Database db) {
        D1PreparedStatement statement = db.withSession().prepare("select n from counter");

        assertEquals(0L, db.batch(List.of(statement)).get(0).results().get(0).getLong("n"));
    }

    @Rule("D1-BATCH-08")
    void takesDecoratedStatements(D1Database db) {
        D1PreparedStatement decorated = new DecoratedStatement(db.prepare("update counter set n = n + ?")).bind(5);

        db.batch(List.of(decorated, decorated));

        assertEquals(10L, db.prepare("select n from counter").first("n"));
    }

    @Rule("D1-BATCH-08")
    void readsSqlAndParametersOfStatements(D1Database db) {
        D1PreparedStatement bound = db.prepare("select ? as a, ? as b").bind(true, "x");

        assertEquals("select ? as a, ? as b", bound.sql());
        assertEquals(2, bound.parameters().size());
        assertEquals("x", bound.parameters().get(1));
        assertEquals(List.of(), db.prepare("select 1").parameters());
        assertThrows(
                UnsupportedOperationException.class, () -> bound.parameters().clear());
    }
}
