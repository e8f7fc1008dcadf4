package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.backend.jdbc.sqlite.sql.SqlStatement;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Failure;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** D1 on SQLite: one connection, one transaction a call, callers served in the order in which they came. */
final class SqliteD1Driver implements D1Driver, AutoCloseable {
    private final SqliteDatabase database;
    private final StatementRunner runner;
    private final Bookmarks bookmarks;
    private final Duration timeout;
    private final Duration queueTimeout;
    private final ReentrantLock turn = new ReentrantLock(true);

    SqliteD1Driver(SqliteDatabase database, SqliteConfig config, InstantSource clock) throws SQLException {
        this.database = database;
        this.runner = new StatementRunner(database, config.limits());
        this.bookmarks = new Bookmarks(clock);
        this.timeout = config.timeout();
        this.queueTimeout = config.queueTimeout();
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.D1_EXACT_CHANGED_FLAG,
                Capability.D1_EXACT_INTEGERS,
                Capability.READ_YOUR_WRITES,
                Capability.D1_SESSIONS,
                Capability.D1_SEVERAL_STATEMENTS,
                Capability.D1_SQLITE_DIALECT);
    }

    @Override
    public D1Answer execute(List<D1Statement> statements, @Nullable String position) {
        boolean writes =
                database.shared() && statements.stream().anyMatch(statement -> SqlStatement.mayWrite(statement.sql()));
        takeTurn();
        try {
            List<D1Rows> results = transaction(statements, writes);
            return new D1Answer(results, position == null ? null : bookmarks.next());
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            turn.unlock();
        }
    }

    private List<D1Rows> transaction(List<D1Statement> statements, boolean writes) throws SQLException {
        try {
            database.begin(writes, timeout);
            List<D1Rows> results = new ArrayList<>(statements.size());
            runner.begin();
            for (D1Statement statement : statements) {
                results.add(runner.run(statement));
            }
            database.commit();
            return results;
        } finally {
            database.end(runner.switchesMoved() ? Pragmas.RESET : List.of());
        }
    }

    private void takeTurn() {
        try {
            if (!turn.tryLock(queueTimeout.toNanos(), TimeUnit.NANOSECONDS)) {
                throw new D1Failure("D1 DB is overloaded. Requests queued for too long.");
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for the database", interrupted);
        }
    }

    @Override
    public void close() {
        turn.lock();
        try {
            database.close();
        } catch (SQLException failed) {
            throw new IllegalStateException(failed);
        } finally {
            turn.unlock();
        }
    }
}
