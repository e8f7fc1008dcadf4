package dev.isobar.backend.jdbc.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.ProgressHandler;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.SQLiteException;
import org.sqlite.core.DB;

/** One connection to SQLite: its transaction, its counters, and the time limit of what runs on it. For one thread at a time. */
final class SqliteDatabase implements AutoCloseable {
    private static final int OPERATIONS_BETWEEN_CHECKS = 20_000;
    private static final long NEVER = 0;

    private final SQLiteConnection connection;
    private final DB db;
    private final UtcTimes times;
    private final KeptQuery lastRowId;
    private final KeptQuery pageCount;
    private final KeptQuery freePages;
    private final KeptQuery schemaVersion;
    private final long pageSize;
    private final boolean shared;
    private long deadline = NEVER;
    private boolean open;

    /** Opens a connection that may write. */
    SqliteDatabase(SqliteConfig config) throws SQLException {
        this(config, false);
    }

    /** Opens a connection to a file that reads only. */
    static SqliteDatabase reader(SqliteConfig config) throws SQLException {
        return new SqliteDatabase(config, true);
    }

    private SqliteDatabase(SqliteConfig config, boolean readOnly) throws SQLException {
        shared = config.file() != null;
        connection = connect(config, readOnly);
        try {
            db = connection.getDatabase();
            times = UtcTimes.on(connection);
            lastRowId = new KeptQuery(connection, "SELECT last_insert_rowid()");
            pageCount = new KeptQuery(connection, "PRAGMA page_count");
            freePages = new KeptQuery(connection, "PRAGMA freelist_count");
            schemaVersion = new KeptQuery(connection, "PRAGMA schema_version");
            pageSize = new KeptQuery(connection, "PRAGMA page_size").get();
            config.limits().apply(connection);
            ProgressHandler.setHandler(connection, OPERATIONS_BETWEEN_CHECKS, new ProgressHandler() {
                @Override
                protected int progress() {
                    return late() ? 1 : 0;
                }
            });
        } catch (Throwable failed) {
            closeAfter(failed);
            throw failed;
        }
    }

    private static SQLiteConnection connect(SqliteConfig config, boolean readOnly) throws SQLException {
        SQLiteConfig sqlite = new SQLiteConfig();
        sqlite.enforceForeignKeys(true);
        sqlite.enableLoadExtension(false);
        sqlite.setGetGeneratedKeys(false);
        sqlite.setTempStore(SQLiteConfig.TempStore.MEMORY);
        sqlite.setBusyTimeout((int) config.busyTimeout().toMillis());
        sqlite.setReadOnly(readOnly);
        if (config.file() != null && !readOnly) {
            sqlite.setJournalMode(SQLiteConfig.JournalMode.WAL);
            sqlite.setSynchronous(config.synchronous());
        }
        return sqlite.createConnection("jdbc:sqlite:" + (config.file() == null ? ":memory:" : config.file()))
                .unwrap(SQLiteConnection.class);
    }

    /** Whether other processes may use this database too. */
    boolean shared() {
        return shared;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        return connection.prepareStatement(sql);
    }

    /** What SQLite says when it compiles a text; null if it compiles. */
    @Nullable
    String compileError(String sql) {
        try {
            connection.prepareStatement(sql).close();
            return null;
        } catch (SQLiteException refused) {
            return SqliteFailures.text(refused);
        } catch (SQLException | IllegalStateException noStatement) {
            return null;
        }
    }

    /** The first column of a query of ours. */
    List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }

    /** Begins a transaction; one that writes to a shared database takes the lock now, or its snapshot could be too old. */
    void begin(boolean writes, Duration limit) throws SQLException {
        deadline = System.nanoTime() + limit.toNanos();
        if (deadline == NEVER) {
            deadline++;
        }
        // Not as kept statements: the JDBC driver finalizes one whose execution has failed.
        execute(writes && shared ? "BEGIN IMMEDIATE" : "BEGIN");
        open = true;
    }

    /** Makes the transaction last; the time limit ends before, so that a commit is not torn. */
    void commit() throws SQLException {
        deadline = NEVER;
        execute("COMMIT");
        open = false;
    }

    /** Marks where a part of the transaction begins. */
    void savepoint() throws SQLException {
        execute("SAVEPOINT isobar");
    }

    void release() throws SQLException {
        execute("RELEASE isobar");
    }

    /** Undoes what was done since the savepoint; false if the whole transaction is gone. */
    boolean undoToSavepoint() {
        long limit = deadline;
        deadline = NEVER;
        try {
            execute("ROLLBACK TO isobar");
            execute("RELEASE isobar");
            return true;
        } catch (SQLException gone) {
            return false;
        } finally {
            deadline = limit;
        }
    }

    /** Whether the time of the transaction is over. */
    boolean late() {
        return deadline != NEVER && System.nanoTime() - deadline > 0;
    }

    /** Undoes what was not committed; SQLite may have done so by itself. */
    void end(List<String> afterwards) throws SQLException {
        deadline = NEVER;
        if (open) {
            open = false;
            try {
                execute("ROLLBACK");
            } catch (SQLException ended) {
                if (!String.valueOf(ended.getMessage()).contains("no transaction is active")) {
                    throw ended;
                }
            }
        }
        for (String sql : afterwards) {
            execute(sql);
        }
    }

    private void execute(String sql) throws SQLException {
        db._exec(sql);
    }

    long totalChanges() throws SQLException {
        return db.total_changes();
    }

    long lastRowId() throws SQLException {
        return lastRowId.get();
    }

    /** Bytes of the pages in use. */
    long size() throws SQLException {
        return (pageCount.get() - freePages.get()) * pageSize;
    }

    long schemaVersion() throws SQLException {
        return schemaVersion.get();
    }

    /** Closes the connection since something failed, which counts more than a failure to close. */
    void closeAfter(Throwable failed) {
        try {
            connection.close();
        } catch (SQLException secondary) {
            failed.addSuppressed(secondary);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            times.close();
        } finally {
            connection.close();
        }
    }
}
