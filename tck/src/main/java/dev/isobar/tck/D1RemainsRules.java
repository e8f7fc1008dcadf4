package dev.isobar.tck;

import static dev.isobar.tck.D1Failures.failure;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.function.Executable;

/** Rules D1-ERR-07, D1-STREAM-03 and D1-STREAM-04: what stays open after calls that failed or were given up. */
abstract class D1RemainsRules {
    @BeforeEach
    void createNumbers(D1Database db) {
        db.exec("create table numbers (n integer primary key)\ninsert into numbers with recursive c (x) as (select 1"
                + " union all select x + 1 from c where x < 500) select x from c");
    }

    /** The next call works, too. */
    private static void assertNoneOf(TckSubject<D1Database> subject, Executable action) throws Throwable {
        D1Database db = subject.binding();
        Remains.assertNoneOf(subject, action);

        db.prepare("insert into numbers values (1000)").run();
        assertEquals(501L, db.prepare("select count(*) as n from numbers").first("n"));
        db.exec("drop table numbers");
    }

    @Rule("D1-ERR-07")
    void leavesNothingBehindWhenAStatementFails(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        assertNoneOf(subject, () -> {
            failure(() -> db.prepare("selec 1").run());
            failure(() -> db.prepare("select nope from numbers").all());
            failure(() -> db.prepare("select ? as a").run());
            failure(() -> db.prepare("insert into numbers values (1001), (1)").run());
        });
    }

    @Rule("D1-ERR-07")
    void leavesNothingBehindWhenABatchFails(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        assertNoneOf(subject, () -> {
            failure(() -> db.batch(List.of(
                    db.prepare("select * from numbers"),
                    db.prepare("insert into numbers values (1001)"),
                    db.prepare("insert into numbers values (1)"))));
            failure(() -> db.exec("create table other (a integer)\nselect nope"));
        });
    }

    @Rule(value = "D1-ERR-07", needs = Capability.D1_TRANSACTIONS)
    void leavesNothingBehindWhenATransactionFails(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        assertNoneOf(subject, () -> {
            failure(() -> db.transaction(tx -> {
                tx.exec("insert into numbers values (1001)");
                return tx.prepare("insert into numbers values (1)").run();
            }));
            assertThrows(
                    IllegalStateException.class,
                    () -> db.transaction(tx -> {
                        tx.prepare("select n from numbers").stream().iterator().next();
                        throw new IllegalStateException("enough");
                    }));
        });
    }

    @Rule("D1-ERR-07")
    void leavesNothingBehindWhenACallIsInterrupted(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        D1PreparedStatement sum = db.prepare("select count(*) as n from numbers as a, numbers as b where a.n < b.n");
        assertNoneOf(subject, () -> {
            for (int round = 0; round < 10; round++) {
                Interrupts.during(round, sum::run);
                Interrupts.during(round, () -> sum.stream().close());
            }
        });
    }

    @Rule("D1-STREAM-03")
    void leavesNothingBehindWhenItFails(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        assertNoneOf(subject, () -> {
            failure(() -> db.prepare("selec 1").stream());
            failure(() -> db.prepare("select nope from numbers").stream());
            failure(() -> db.prepare("select ? as a").stream());
            failure(() -> db.prepare("insert into numbers values (1) returning n").stream());
        });
    }

    @Rule(value = "D1-STREAM-03", needs = Capability.D1_SQLITE_DIALECT)
    void leavesNothingBehindWhenARowFails(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        D1PreparedStatement overflows =
                db.prepare("select abs(case n when 400 then -9223372036854775808 else n end) as n from numbers");

        // Not closed: the failure has ended it.
        assertNoneOf(subject, () -> failure(() -> overflows.stream().forEach(row -> assertEquals(1, row.size()))));
    }

    @Rule("D1-STREAM-04")
    void leavesNothingBehindWhereverItEnds(D1Database db, TckSubject<D1Database> subject) throws Throwable {
        D1PreparedStatement numbers = db.prepare("select n from numbers order by n");
        assertNoneOf(subject, () -> {
            numbers.stream().close();
            try (Stream<D1Row> rows = numbers.stream()) {
                Iterator<D1Row> some = rows.iterator();
                assertEquals(1L, some.next().getLong("n"));
            }
            assertThrows(IndexOutOfBoundsException.class, () -> {
                try (Stream<D1Row> rows = numbers.stream()) {
                    rows.forEach(row -> {
                        throw new IndexOutOfBoundsException();
                    });
                }
            });
            // Not closed: the last row has ended it.
            assertEquals(500, numbers.stream().toList().size());
        });
    }
}
