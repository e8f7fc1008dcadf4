package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.D1Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Whose turn it is on the one connection. Callers are served in the order in which they came; they wait for an open
 * transaction, which belongs to no thread, until it ends or its time is over.
 */
final class Turn {
    private final ReentrantLock lock = new ReentrantLock(true);
    private final Condition ended = lock.newCondition();
    private final long patience;
    private @Nullable SqliteTransaction open;

    Turn(Duration longestWait) {
        this.patience = longestWait.toNanos();
    }

    /** Takes the turn for a call outside of transactions. */
    void take() throws InterruptedException, SQLException {
        long start = System.nanoTime();
        takeInside();
        boolean taken = false;
        try {
            awaitTransaction(start);
            taken = true;
        } finally {
            if (!taken) {
                lock.unlock();
            }
        }
    }

    private void awaitTransaction(long start) throws InterruptedException, SQLException {
        while (open != null) {
            long left = open.nanosLeft();
            long rest = patience - (System.nanoTime() - start);
            if (left <= 0) {
                open.expire();
            } else if (open.isOf(Thread.currentThread())) {
                throw new D1Failure("This thread has an open transaction on the database.");
            } else if (rest <= 0) {
                throw SqliteFailures.overloaded();
            } else {
                ended.awaitNanos(Math.min(left, rest));
            }
        }
    }

    /** Takes the turn for a call of the open transaction. */
    void takeInside() throws InterruptedException {
        if (!lock.tryLock(patience, TimeUnit.NANOSECONDS)) {
            throw SqliteFailures.overloaded();
        }
    }

    /** Takes the turn to undo the open transaction, although the thread is interrupted; the flag stays set. */
    void takeToUndo() {
        long start = System.nanoTime();
        boolean interrupted = false;
        try {
            while (true) {
                try {
                    long rest = patience - (System.nanoTime() - start);
                    if (!lock.tryLock(rest, TimeUnit.NANOSECONDS)) {
                        throw SqliteFailures.overloaded();
                    }
                    return;
                } catch (InterruptedException again) {
                    interrupted = true;
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    /** What closes the database. */
    interface Closing {
        void run() throws SQLException;
    }

    /** Takes the turn to close the database: waits for a call, not for a transaction, which this undoes. */
    void takeLast(Closing database) throws SQLException {
        lock.lock();
        try {
            if (open != null) {
                open.abandon();
            }
        } finally {
            try {
                database.run();
            } finally {
                lock.unlock();
            }
        }
    }

    void release() {
        lock.unlock();
    }

    void began(SqliteTransaction transaction) {
        open = transaction;
    }

    /** The turn of the others begins when this one is released. */
    void ended() {
        open = null;
        ended.signalAll();
    }
}
