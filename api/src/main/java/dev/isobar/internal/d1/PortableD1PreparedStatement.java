package dev.isobar.internal.d1;

import static java.util.Objects.requireNonNull;

import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.spi.D1Driver.D1Rows;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.D1Failure;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

/** A statement, its parameters and the database or session that runs it. */
final class PortableD1PreparedStatement implements D1PreparedStatement {
    private final D1Executor requests;
    private final D1Statement statement;

    PortableD1PreparedStatement(D1Executor requests, String sql, List<@Nullable Object> parameters) {
        this.requests = requests;
        this.statement = new D1Statement(requireNonNull(sql, "sql"), parameters);
    }

    D1Statement statement() {
        return statement;
    }

    @Override
    public String sql() {
        return statement.sql();
    }

    @Override
    public List<@Nullable Object> parameters() {
        return statement.parameters();
    }

    @Override
    public D1PreparedStatement bind(@Nullable Object @Nullable ... values) {
        try {
            return new PortableD1PreparedStatement(requests, statement.sql(), D1Parameters.of(values));
        } catch (D1Failure refused) {
            throw requests.errors().error("bind", "D1_TYPE_ERROR", refused.text(), refused);
        }
    }

    @Override
    public @Nullable D1Row first() {
        return D1Results.first(send("first"));
    }

    @Override
    public @Nullable Object first(String column) {
        requireNonNull(column, "column");
        D1Row row = D1Results.first(send("first"));
        if (row != null && !row.containsKey(column)) {
            throw requests.errors()
                    .error(
                            "first",
                            "D1_COLUMN_NOTFOUND",
                            "Column not found (" + column + ")",
                            new D1Failure("Column not found"));
        }
        return row == null ? null : row.get(column);
    }

    @Override
    public <T> @Nullable T first(String column, Class<T> type) {
        requireNonNull(type, "type");
        Object value = first(column);
        try {
            return value == null ? null : D1Results.convert(value, type);
        } catch (JacksonException mismatch) {
            throw requests.refusals()
                    .invalid("first", "column '" + column + "' cannot be read as " + type.getSimpleName());
        }
    }

    @Override
    public <T> @Nullable T first(Class<T> type) {
        requireNonNull(type, "type");
        D1Row row = D1Results.first(send("first"));
        return row == null ? null : reader("first", type).read(row);
    }

    @Override
    public D1Result<D1Row> run() {
        return D1Results.result(send("run"));
    }

    @Override
    public D1Result<D1Row> all() {
        return D1Results.result(send("all"));
    }

    @Override
    public <T> D1Result<T> all(Class<T> type) {
        requireNonNull(type, "type");
        D1Result<D1Row> found = D1Results.result(send("all"));
        D1RowReader<T> reader = reader("all", type);
        return new D1Result<>(found.results().stream().map(reader::read).toList(), found.meta());
    }

    @Override
    public List<List<@Nullable Object>> raw(D1RawOptions options) {
        boolean names = requireNonNull(options, "options").columnNames();
        return D1Results.raw(send("raw"), names);
    }

    @Override
    public Stream<D1Row> stream() {
        return requests.stream("stream", statement);
    }

    @Override
    public <T> Stream<T> stream(Class<T> type) {
        requireNonNull(type, "type");
        return stream().map(reader("stream", type)::read);
    }

    private <T> D1RowReader<T> reader(String operation, Class<T> type) {
        return new D1RowReader<>(type, requests.refusals(), operation);
    }

    private D1Rows send(String operation) {
        return requests.send(operation, List.of(statement)).get(0);
    }
}
