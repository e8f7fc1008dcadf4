package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Driver.D1Transaction;
import dev.isobar.spi.D1Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.sqlite.SQLiteException;

/** A transaction that spans calls. All fields but the final ones belong to whoever has the turn. */
final class SqliteTransaction implements D1Transaction {
    private enum State {
        OPEN,
        ENDED,
        TIMED_OUT
    }

    private final SqliteDatabase database;
    private final StatementRunner runner;
    private final Turn turn;
    private final Thread beginner = Thread.currentThread();
    private final long deadline;
    private State state = State.OPEN;

    /** Begins; the caller has the turn. */
    SqliteTransaction(SqliteDatabase database, StatementRunner runner, Turn turn, Duration timeout)
            throws SQLException {
        this.database = database;
        this.runner = runner;
        this.turn = turn;
        this.deadline = System.nanoTime() + timeout.toNanos();
        try {
            database.begin(true, timeout);
            runner.begin();
        } catch (Throwable refused) {
            database.end(List.of());
            throw refused;
        }
        turn.began(this);
    }

    boolean isOf(Thread thread) {
        return beginner == thread;
    }

    long nanosLeft() {
        return deadline - System.nanoTime();
    }

    @Override
    public List<D1Rows> execute(List<D1Statement> statements) throws InterruptedException, SQLException {
        turn.takeInside();
        try {
            checkOpen();
            return atomically(statements);
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } finally {
            turn.release();
        }
    }

    private List<D1Rows> atomically(List<D1Statement> statements) throws SQLException {
        boolean done = false;
        database.savepoint();
        try {
            List<D1Rows> results = new ArrayList<>(statements.size());
            for (D1Statement statement : statements) {
                results.add(runner.run(statement, results.size()));
            }
            database.release();
            done = true;
            return results;
        } finally {
            // SQLite itself undoes a transaction as a whole after some errors, such as a full disk.
            if (!done && !database.undoToSavepoint()) {
                end(State.ENDED);
            }
        }
    }

    @Override
    public void commit() throws InterruptedException, SQLException {
        turn.takeInside();
        try {
            checkOpen();
            try {
                database.commit();
            } finally {
                end(State.ENDED);
            }
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } finally {
            turn.release();
        }
    }

    @Override
    public void rollback() throws SQLException {
        turn.takeToUndo();
        try {
            if (state == State.OPEN) {
                end(State.ENDED);
            }
        } finally {
            turn.release();
        }
    }

    private void checkOpen() throws SQLException {
        if (state == State.OPEN && nanosLeft() <= 0) {
            expire();
        }
        if (state == State.TIMED_OUT) {
            throw SqliteFailures.timedOut(null);
        }
        if (state == State.ENDED) {
            throw new D1Failure("The transaction has ended.");
        }
    }

    /** Undoes an open transaction whose time is over; the caller has the turn. */
    void expire() throws SQLException {
        end(State.TIMED_OUT);
    }

    /** Undoes an open transaction because the database closes; the caller has the turn. */
    void abandon() throws SQLException {
        end(State.ENDED);
    }

    private void end(State end) throws SQLException {
        state = end;
        turn.ended();
        database.end(runner.resets());
    }
}
