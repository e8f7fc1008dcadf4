package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import dev.isobar.spi.Settings;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** A database in memory and what runs D1's statements on it, without the binding and without transactions. */
final class RunnerInMemory implements AutoCloseable {
    final SqliteDatabase database;
    final StatementRunner runner;

    /** Opens a database that holds some tables already, also such as D1 would refuse to create. */
    RunnerInMemory(String... schema) throws SQLException {
        database = new SqliteDatabase(SqliteConfig.ofMemory(Settings.of("memory", Map.of())));
        for (String sql : schema) {
            try (PreparedStatement create = database.prepare(sql)) {
                create.execute();
            }
        }
        runner = new StatementRunner(database, EngineLimits.CLOUDFLARE);
    }

    D1Rows run(String sql, @Nullable Object... parameters) throws SQLException {
        return runner.run(new D1Statement(sql, Arrays.asList(parameters)));
    }

    List<List<@Nullable Object>> rows(String sql, @Nullable Object... parameters) throws SQLException {
        return run(sql, parameters).rows();
    }

    /** The text of the failure that a statement is answered with, as the driver translates it. */
    String refusal(String sql, @Nullable Object... parameters) {
        Exception refused = assertThrows(
                Exception.class,
                () -> {
                    Object ignored = run(sql, parameters);
                },
                sql);
        D1Failure failure = refused instanceof SQLiteException failed
                ? SqliteFailures.of(failed)
                : assertInstanceOf(D1Failure.class, refused, sql);
        return failure.text();
    }

    @Override
    public void close() throws SQLException {
        database.close();
    }
}
