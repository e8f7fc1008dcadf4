package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.backend.jdbc.sqlite.offset.ErrorOffset;
import dev.isobar.d1.D1Meta;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import dev.isobar.spi.support.SqlStatement;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;

/** Runs prepared texts inside a transaction: splits, checks, binds, reads, counts. */
final class StatementRunner {
    private final SqliteDatabase database;
    private final EngineLimits limits;
    private final SchemaNames names;
    private final ReservedNames reserved;
    private final CompiledCheck compiled;
    private boolean switchesMoved;

    StatementRunner(SqliteDatabase database, EngineLimits limits) throws SQLException {
        this.database = database;
        this.limits = limits;
        this.names = new SchemaNames(database);
        this.reserved = new ReservedNames(database);
        this.compiled = new CompiledCheck(database, names);
    }

    /** Prepares for the statements of one transaction. */
    void begin() throws SQLException {
        switchesMoved = false;
        if (database.shared()) {
            names.readAgainIfChanged();
        }
    }

    /** What switches back the pragmas that the transaction has switched. */
    List<String> resets() {
        return switchesMoved ? Pragmas.RESET : List.of();
    }

    /** Runs a statement of a call; a failure says which one it was. */
    D1Rows run(D1Statement request, int index) throws SQLException {
        try {
            return run(request);
        } catch (SQLiteException failed) {
            throw SqliteFailures.of(failed).ofStatement(index);
        } catch (D1Failure failed) {
            throw failed.ofStatement(index);
        }
    }

    D1Rows run(D1Statement request) throws SQLException {
        long start = System.nanoTime();
        long changes = database.totalChanges();
        long lastRowId = database.lastRowId();
        long size = database.size();
        Read read = run(runAllButLast(request.sql()), request.parameters());
        long changed = database.totalChanges() - changes;
        long idAfter = database.lastRowId();
        long sizeAfter = database.size();
        D1Meta meta = new D1Meta(
                "sqlite",
                Duration.ofNanos(System.nanoTime() - start),
                changed,
                idAfter,
                changed != 0 || idAfter != lastRowId || sizeAfter != size,
                sizeAfter,
                read.rows().size(),
                changed,
                Map.of());
        return new D1Rows(read.columns(), read.rows(), meta);
    }

    /** Prepares a text for reading: runs all statements but the last, and makes that one ready. */
    PreparedStatement prepare(D1Statement request) throws SQLException {
        return prepared(runAllButLast(request.sql()), request.parameters());
    }

    private SqlStatement runAllButLast(String text) throws SQLException {
        SqlStatement statement = next(text);
        while (!statement.isLast()) {
            run(statement, List.of());
            statement = next(statement.rest());
        }
        return statement;
    }

    private SqlStatement next(String text) {
        if (text.length() > limits.sqlBytes() / 3 && text.getBytes(StandardCharsets.UTF_8).length > limits.sqlBytes()) {
            throw SqliteFailures.tooLong();
        }
        SqlStatement statement = SqlStatement.first(text);
        if (statement.tokens().isEmpty()) {
            throw new D1Failure("SQL code did not contain a statement.");
        }
        return statement;
    }

    private record Read(List<String> columns, List<List<@Nullable Object>> rows) {
        /** Leaves out the values. */
        @Override
        public String toString() {
            return "Read[" + columns + ", " + rows.size() + " rows]";
        }
    }

    private Read run(SqlStatement statement, List<@Nullable Object> parameters) throws SQLException {
        try (PreparedStatement prepared = prepared(statement, parameters)) {
            Read read = read(prepared, statement.isLast());
            String verb = statement.verb();
            if (!statement.explains() && (verb.equals("create") || verb.equals("alter"))) {
                names.readAgain();
                reserved.refuseNew();
            }
            return read;
        }
    }

    /** Compiles and judges a statement, and binds its parameters. */
    private PreparedStatement prepared(SqlStatement statement, List<@Nullable Object> parameters) throws SQLException {
        ErrorOffset offset = new ErrorOffset(database::compileError, statement, limits.parameters());
        String verb = statement.verb();
        if (verb.equals("pragma")) {
            switchesMoved = true;
            Pragmas.check(statement);
        } else {
            if (verb.equals("create")) {
                reserved.refuseCreated(statement);
            }
            names.refuseCalls(statement, offset);
        }
        PreparedStatement prepared = compile(statement, offset);
        try {
            int needed = prepared.getParameterMetaData().getParameterCount();
            compiled.check(statement);
            checkCount(statement, needed, parameters.size());
            for (int i = 0; i < needed; i++) {
                SqliteValues.bind(prepared, i + 1, parameters.get(i));
            }
            return prepared;
        } catch (SQLException | RuntimeException refused) {
            prepared.close();
            throw refused;
        }
    }

    private PreparedStatement compile(SqlStatement statement, ErrorOffset offset) throws SQLException {
        try {
            return database.prepare(statement.sql());
        } catch (SQLiteException refused) {
            String text = SqliteFailures.text(refused);
            throw text.startsWith("no such module")
                    ? SqliteFailures.notAuthorized()
                    : SqliteFailures.of(refused, offset.of(text));
        }
    }

    private static void checkCount(SqlStatement statement, int needed, int given) {
        if (!statement.isLast() && needed > 0) {
            throw new D1Failure("When executing multiple SQL statements in a single call, only the last statement can"
                    + " have parameters.");
        }
        if (needed != given) {
            throw new D1Failure("Wrong number of parameter bindings for SQL query.");
        }
    }

    /** Reads all rows; of a statement that is not the last one only the first is fetched, as in Cloudflare's runtime. */
    private static Read read(PreparedStatement prepared, boolean last) throws SQLException {
        List<String> columns = SqliteValues.columns(prepared);
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (prepared.execute()) {
            try (ResultSet found = prepared.getResultSet()) {
                while (found.next()) {
                    rows.add(SqliteValues.row(found, columns.size()));
                    if (!last) {
                        break;
                    }
                }
            }
        }
        return new Read(columns, rows);
    }
}
