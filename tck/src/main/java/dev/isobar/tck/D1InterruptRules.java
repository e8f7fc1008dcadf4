package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.Capability;
import dev.isobar.tck.Interrupts.Outcome;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;

/** Rules ENV-INT-01 to ENV-INT-04 for D1: what an interrupt does. */
abstract class D1InterruptRules {
    @BeforeEach
    void createAccounts(D1Database db) {
        db.batch(List.of(
                db.prepare("create table accounts (id integer primary key, balance integer not null)"),
                db.prepare("insert into accounts values (1, -1)"),
                db.prepare("insert into accounts values (2, -1)")));
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

    @Rule("ENV-INT-01")
    void sendsNothingOnAnInterruptedThread(D1Database db) {
        D1PreparedStatement select = db.prepare("select balance from accounts");

        Interrupts.refuse(() -> set(db, 1, 7).run());
        Interrupts.refuse(() -> db.batch(List.of(set(db, 1, 7))));
        Interrupts.refuse(() -> db.exec("update accounts set balance = 7"));
        Interrupts.refuse(select::all);
        Interrupts.refuse(select::first);
        Interrupts.refuse(select::raw);
        Interrupts.refuse(select::stream);

        assertEquals(-1, balance(db, 1));
    }

    @Rule(value = "ENV-INT-01", needs = Capability.D1_TRANSACTIONS)
    void beginsAndCommitsNothingOnAnInterruptedThread(D1Database db) {
        Interrupts.refuse(() -> db.transaction(tx -> set(tx, 1, 7).run()));
        Interrupts.refuse("nothing was committed", () -> {
            Thread.interrupted();
            db.transaction(tx -> {
                set(tx, 1, 7).run();
                Thread.currentThread().interrupt();
                return true;
            });
        });

        assertEquals(-1, balance(db, 1));
        set(db, 1, 8).run();
        assertEquals(8, balance(db, 1));
    }

    @Rule("ENV-INT-02")
    void returnsOrFailsAndKeepsTheFlag(D1Database db) {
        long before = -1;
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            D1PreparedStatement update = set(db, 1, round);

            Outcome outcome = Interrupts.during(round, update::run);

            long stored = balance(db, 1);
            boolean shown = stored == round;
            assertTrue(shown ? outcome.mayShow() : outcome.mayLack(), () -> outcome + ", but stored is " + stored);
            assertEquals(shown ? round : before, stored);
            before = stored;
        }
    }

    @Rule("ENV-INT-03")
    void runsABatchAsAWholeOrNotAtAll(D1Database db) {
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            List<D1PreparedStatement> batch = List.of(set(db, 1, round), set(db, 2, round));

            Interrupts.during(round, () -> db.batch(batch));

            assertEquals(balance(db, 1), balance(db, 2));
        }
    }

    @Rule(value = "ENV-INT-03", needs = Capability.D1_TRANSACTIONS)
    void commitsATransactionAsAWholeOrNotAtAll(D1Database db) {
        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            int balance = round;

            Interrupts.during(
                    round,
                    () -> db.transaction(tx -> {
                        set(tx, 1, balance).run();
                        return set(tx, 2, balance).run();
                    }));

            assertEquals(balance(db, 1), balance(db, 2));
            set(db, 1, -2).run();
            set(db, 2, -2).run();
        }
    }

    @Rule(value = "ENV-INT-04", needs = Capability.D1_STREAMING)
    void readsAndClosesOpenRowsOnAnInterruptedThread(D1Database db) {
        Stream<D1Row> rows = db.prepare("select id from accounts order by id").stream();
        Iterator<D1Row> iterator = rows.iterator();

        Interrupts.runFlagged(() -> {
            assertEquals(1L, iterator.next().getLong("id"));
            rows.close();
        });

        db.exec("drop table accounts");
    }
}
