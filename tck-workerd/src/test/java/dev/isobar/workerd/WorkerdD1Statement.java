package dev.isobar.workerd;

import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.InvalidRequestException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.json.JsonMapper;

/** A statement that is prepared, bound and run inside the runtime with each call. */
final class WorkerdD1Statement implements D1PreparedStatement {
    private final D1Calls calls;
    private final String sql;
    private final List<@Nullable Object> bound;

    WorkerdD1Statement(D1Calls calls, String sql, List<@Nullable Object> bound) {
        this.calls = calls;
        this.sql = sql;
        this.bound = bound;
    }

    static Map<String, Object> sent(String sql, List<@Nullable Object> bound) {
        Map<String, Object> statement = new LinkedHashMap<>();
        statement.put("sql", sql);
        if (!bound.isEmpty()) {
            statement.put("bind", bound);
        }
        return statement;
    }

    @Override
    public String sql() {
        return sql;
    }

    @Override
    public List<@Nullable Object> parameters() {
        return Collections.unmodifiableList(bound);
    }

    @Override
    public D1PreparedStatement bind(@Nullable Object @Nullable ... values) {
        List<@Nullable Object> all = new ArrayList<>();
        for (Object value : values == null ? new @Nullable Object[] {null} : values) {
            all.add(javaScript(value));
        }
        calls.call("bind", sent(sql, all));
        return new WorkerdD1Statement(calls, sql, all);
    }

    /** Any other object of Java is an object to JavaScript. */
    private static @Nullable Object javaScript(@Nullable Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] window = new byte[buffer.remaining()];
            buffer.duplicate().get(window);
            return window;
        }
        if (value instanceof Float number) {
            return number.doubleValue();
        }
        if (value instanceof byte[] bytes) {
            return bytes.clone();
        }
        boolean known = value == null
                || value instanceof String
                || value instanceof Boolean
                || value instanceof Long
                || value instanceof Integer
                || value instanceof Short
                || value instanceof Byte
                || value instanceof Double;
        return known ? value : Map.of();
    }

    private @Nullable Object run(String operation, Object... arguments) {
        List<Object> all = new ArrayList<>();
        all.add(sent(sql, bound));
        Collections.addAll(all, arguments);
        return calls.call(operation, all.toArray());
    }

    @Override
    public @Nullable D1Row first() {
        Object row = run("first");
        return row == null ? null : D1Calls.row(D1Calls.members(row));
    }

    @Override
    public @Nullable Object first(String column) {
        return D1Calls.cell(run("first", Objects.requireNonNull(column)));
    }

    @Override
    public <T> @Nullable T first(String column, Class<T> type) {
        return converted(first(column), type);
    }

    @Override
    public <T> @Nullable T first(Class<T> type) {
        return converted(first(), type);
    }

    @Override
    public <T> Stream<T> stream(Class<T> type) {
        return stream().map(row -> Objects.requireNonNull(converted(row, type)));
    }

    private static <T> @Nullable T converted(@Nullable Object value, Class<T> type) {
        try {
            return value == null ? null : JsonMapper.shared().convertValue(value, type);
        } catch (JacksonException mismatch) {
            throw new InvalidRequestException(D1Calls.site("first"), null, "no " + type.getSimpleName(), null);
        }
    }

    @Override
    public D1Result<D1Row> run() {
        return D1Calls.result(run("run"));
    }

    @Override
    public D1Result<D1Row> all() {
        return D1Calls.result(run("all"));
    }

    @Override
    public <T> D1Result<T> all(Class<T> type) {
        D1Result<D1Row> found = all();
        List<T> objects = new ArrayList<>();
        found.results().forEach(row -> objects.add(Objects.requireNonNull(converted(row, type))));
        return new D1Result<>(objects, found.meta());
    }

    @Override
    public List<List<@Nullable Object>> raw(D1RawOptions options) {
        List<List<@Nullable Object>> rows = new ArrayList<>();
        for (Object row : D1Calls.list(run("raw", Map.of("columnNames", options.columnNames())))) {
            List<@Nullable Object> cells = new ArrayList<>();
            D1Calls.list(row).forEach(cell -> cells.add(D1Calls.cell(cell)));
            rows.add(cells);
        }
        return rows;
    }
}
