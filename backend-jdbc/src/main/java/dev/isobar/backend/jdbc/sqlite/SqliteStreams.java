package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.D1Driver.D1Statement;
import java.sql.SQLException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteErrorCode;
import org.sqlite.SQLiteException;

/** The rows of a file that are being read. Those that were abandoned end when their time is over. */
final class SqliteStreams {
    private final SqliteConfig config;
    private final Set<SqliteCursor> open = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    SqliteStreams(SqliteConfig config) {
        this.config = config;
    }

    /** Runs a statement up to its first row; returns null, with nothing done, if the statement writes. */
    @Nullable
    SqliteCursor open(D1Statement statement, @Nullable String bookmark) throws SQLException {
        for (SqliteCursor cursor : open) {
            cursor.closeIfLate();
        }
        SqliteDatabase reader = SqliteDatabase.reader(config);
        SqliteCursor cursor = null;
        try {
            StatementRunner runner = new StatementRunner(reader, config.limits());
            reader.begin(false, config.timeout());
            runner.begin();
            cursor = new SqliteCursor(reader, runner.prepare(statement), bookmark, open::remove);
        } catch (SQLiteException failed) {
            if (primary(failed) == SQLiteErrorCode.SQLITE_READONLY.code) {
                return null;
            }
            throw SqliteFailures.of(failed);
        } finally {
            if (cursor == null) {
                reader.close();
            }
        }
        open.add(cursor);
        if (closed) {
            close();
        }
        return cursor;
    }

    private static int primary(SQLiteException failed) {
        return failed.getResultCode().code & 0xff;
    }

    void close() throws SQLException {
        closed = true;
        SQLException first = null;
        for (SqliteCursor cursor : open) {
            try {
                cursor.close();
            } catch (SQLException failed) {
                first = first == null ? failed : first;
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
