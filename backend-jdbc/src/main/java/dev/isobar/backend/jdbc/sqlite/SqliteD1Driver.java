package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.support.SqlStatement;
import java.sql.SQLException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** D1 on SQLite: one connection, one transaction per call or block, and a connection for each stream of a file. */
final class SqliteD1Driver implements D1Driver {
    private static final Capabilities CAPABILITIES = Capabilities.of(
            Capability.D1_EXACT_CHANGED_FLAG,
            Capability.D1_EXACT_INTEGERS,
            Capability.READ_YOUR_WRITES,
            Capability.D1_SESSIONS,
            Capability.D1_SEVERAL_STATEMENTS,
            Capability.D1_SQLITE_DIALECT,
            Capability.D1_TRANSACTIONS);

    private final SqliteDatabase database;
    private final StatementRunner runner;
    private final SqliteStreams streams;
    private final Bookmarks bookmarks;
    private final Duration timeout;
    private final Turn turn;

    /** Opens a database. */
    static SqliteD1Driver open(SqliteConfig config, InstantSource clock) throws SQLException {
        SqliteDatabase database = new SqliteDatabase(config);
        try {
            return new SqliteD1Driver(database, config, clock);
        } catch (Throwable failed) {
            database.closeAfter(failed);
            throw failed;
        }
    }

    private SqliteD1Driver(SqliteDatabase database, SqliteConfig config, InstantSource clock) throws SQLException {
        this.database = database;
        this.runner = new StatementRunner(database, config.limits());
        this.streams = new SqliteStreams(config);
        this.bookmarks = new Bookmarks(clock);
        this.timeout = config.timeout();
        this.turn = new Turn(config.queueTimeout());
    }

    @Override
    public Capabilities capabilities() {
        return database.shared() ? CAPABILITIES.with(Capability.D1_STREAMING) : CAPABILITIES;
    }

    @Override
    public D1Answer execute(List<D1Statement> statements, @Nullable String position)
            throws InterruptedException, SQLException {
        boolean writes =
                database.shared() && statements.stream().anyMatch(statement -> SqlStatement.mayWrite(statement.sql()));
        turn.take();
        try {
            return new D1Answer(transaction(statements, writes), bookmark(position));
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } finally {
            turn.release();
        }
    }

    private @Nullable String bookmark(@Nullable String position) {
        return position == null ? null : bookmarks.next();
    }

    private List<D1Rows> transaction(List<D1Statement> statements, boolean writes) throws SQLException {
        try {
            database.begin(writes, timeout);
            List<D1Rows> results = new ArrayList<>(statements.size());
            runner.begin();
            for (D1Statement statement : statements) {
                results.add(runner.run(statement, results.size()));
            }
            database.commit();
            return results;
        } finally {
            database.end(runner.resets());
        }
    }

    /** A database in memory has one connection; what it holds in memory, a result may be held in as well. */
    @Override
    public D1Cursor stream(D1Statement statement, @Nullable String position) throws InterruptedException, SQLException {
        D1Cursor cursor = database.shared() ? streams.open(statement, bookmark(position)) : null;
        return cursor == null ? execute(List.of(statement), position).cursor() : cursor;
    }

    @Override
    public D1Transaction begin() throws InterruptedException, SQLException {
        turn.take();
        try {
            return new SqliteTransaction(database, runner, turn, timeout);
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed);
        } finally {
            turn.release();
        }
    }

    void close() throws SQLException {
        try {
            streams.close();
        } finally {
            turn.takeLast(database::close);
        }
    }
}
