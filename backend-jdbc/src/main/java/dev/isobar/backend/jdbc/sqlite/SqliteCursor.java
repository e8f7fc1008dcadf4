package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.D1Driver.D1Cursor;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/**
 * The rows of one statement, on a connection of their own. It reads the file as it was at the start and keeps nobody
 * from writing; until it ends, SQLite keeps what was written since in its log.
 */
final class SqliteCursor implements D1Cursor {
    private final SqliteDatabase reader;
    private final PreparedStatement prepared;
    private final List<String> columns;
    private final @Nullable ResultSet rows;
    private final @Nullable String bookmark;
    private final Consumer<SqliteCursor> closed;
    private final ReentrantLock lock = new ReentrantLock();
    private boolean open = true;

    /** Runs the statement up to its first row; the reader is in a transaction. */
    SqliteCursor(
            SqliteDatabase reader, PreparedStatement prepared, @Nullable String bookmark, Consumer<SqliteCursor> closed)
            throws SQLException {
        this.reader = reader;
        this.prepared = prepared;
        this.columns = SqliteValues.columns(prepared);
        this.rows = prepared.execute() ? prepared.getResultSet() : null;
        this.bookmark = bookmark;
        this.closed = closed;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public @Nullable String bookmark() {
        return bookmark;
    }

    @Override
    public @Nullable List<@Nullable Object> next() throws SQLException {
        lock.lock();
        try {
            if (reader.late()) {
                throw SqliteFailures.timedOut(null);
            }
            if (!open) {
                throw new IllegalStateException("the rows are closed");
            }
            return rows != null && rows.next() ? SqliteValues.row(rows, columns.size()) : null;
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() throws SQLException {
        lock.lock();
        try {
            if (open) {
                open = false;
                closed.accept(this);
                try {
                    prepared.close();
                } finally {
                    reader.close();
                }
            }
        } finally {
            lock.unlock();
        }
    }

    /** Closes these rows if their time is over and nobody is reading one. */
    void closeIfLate() throws SQLException {
        if (reader.late() && lock.tryLock()) {
            try {
                close();
            } finally {
                lock.unlock();
            }
        }
    }
}
