package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.backend.jdbc.sqlite.offset.ErrorOffset;
import dev.isobar.backend.jdbc.sqlite.sql.SqlStatement;
import dev.isobar.d1.D1Meta;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.nio.charset.StandardCharsets;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteException;
import org.sqlite.core.CoreStatement;

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

    boolean switchesMoved() {
        return switchesMoved;
    }

    D1Rows run(D1Statement request) throws SQLException {
        long start = System.nanoTime();
        long changes = database.totalChanges();
        long lastRowId = database.lastRowId();
        long size = database.size();
        SqlStatement statement = next(request.sql());
        while (!statement.isLast()) {
            run(statement, List.of());
            statement = next(statement.rest());
        }
        Read read = run(statement, request.parameters());
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

    private record Read(List<String> columns, List<List<@Nullable Object>> rows) {}

    private Read run(SqlStatement statement, List<@Nullable Object> parameters) throws SQLException {
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
        try (PreparedStatement prepared = prepare(statement, offset)) {
            int needed = prepared.getParameterMetaData().getParameterCount();
            compiled.check(statement);
            checkCount(statement, needed, parameters.size());
            for (int i = 0; i < needed; i++) {
                bind(prepared, i + 1, parameters.get(i));
            }
            Read read = read(prepared, statement.isLast());
            if (!statement.explains() && (verb.equals("create") || verb.equals("alter"))) {
                names.readAgain();
                reserved.refuseNew();
            }
            return read;
        }
    }

    private PreparedStatement prepare(SqlStatement statement, ErrorOffset offset) throws SQLException {
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

    private static void bind(PreparedStatement prepared, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof Long number) {
            prepared.setLong(index, number);
        } else if (value instanceof Double number) {
            prepared.setDouble(index, number + 0.0);
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(index, bytes);
        } else {
            prepared.setString(index, SqliteText.wellFormed((String) value));
        }
    }

    /** Reads all rows; of a statement that is not the last one only the first is fetched, as in Cloudflare's runtime. */
    private static Read read(PreparedStatement prepared, boolean last) throws SQLException {
        // Not through ResultSetMetaData: that fails for statements without columns.
        List<String> columns =
                List.of(((CoreStatement) prepared).pointer.safeRun((db, pointer) -> db.column_names(pointer)));
        List<List<@Nullable Object>> rows = new ArrayList<>();
        if (prepared.execute()) {
            try (ResultSet found = prepared.getResultSet()) {
                while (found.next()) {
                    rows.add(row(found, columns.size()));
                    if (!last) {
                        break;
                    }
                }
            }
        }
        return new Read(columns, rows);
    }

    private static List<@Nullable Object> row(ResultSet found, int columns) throws SQLException {
        List<@Nullable Object> row = new ArrayList<>(columns);
        for (int column = 1; column <= columns; column++) {
            row.add(value(found, column));
        }
        return Collections.unmodifiableList(row);
    }

    private static @Nullable Object value(ResultSet found, int column) throws SQLException {
        Object value = found.getObject(column);
        if (value instanceof Integer number) {
            return number.longValue();
        }
        if (value instanceof Double number) {
            return Double.isFinite(number) ? number + 0.0 : null;
        }
        return value instanceof String text && text.indexOf('\uFFFD') >= 0
                ? SqliteText.decode(found.getBytes(column))
                : value;
    }
}
