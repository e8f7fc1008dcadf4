package dev.isobar.backend.jdbc.sqlite;

import java.sql.SQLException;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteLimits;

/** Which of the engine's limits hold. */
enum EngineLimits {
    /** Those of Cloudflare's runtime. */
    CLOUDFLARE(100, 100_000),
    /** Those that SQLite was built with. */
    SQLITE(32_766, 1_000_000_000);

    private final int parameters;
    private final int sqlBytes;

    EngineLimits(int parameters, int sqlBytes) {
        this.parameters = parameters;
        this.sqlBytes = sqlBytes;
    }

    int parameters() {
        return parameters;
    }

    int sqlBytes() {
        return sqlBytes;
    }

    void apply(SQLiteConnection connection) throws SQLException {
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_ATTACHED, 0);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_WORKER_THREADS, 0);
        if (this == SQLITE) {
            return;
        }
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LENGTH, 2_200_000);
        // The exact check is the driver's own: EXPLAIN and probes need some room.
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_SQL_LENGTH, sqlBytes + 10_000);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COLUMN, 100);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_EXPR_DEPTH, 100);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_COMPOUND_SELECT, 5);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VDBE_OP, 25_000);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_FUNCTION_ARG, 127);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_LIKE_PATTERN_LENGTH, 50);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_VARIABLE_NUMBER, parameters);
        connection.setLimit(SQLiteLimits.SQLITE_LIMIT_TRIGGER_DEPTH, 10);
    }
}
