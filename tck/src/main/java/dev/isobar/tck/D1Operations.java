package dev.isobar.tck;

import dev.isobar.d1.D1Database;
import dev.isobar.d1.D1DatabaseSession;
import dev.isobar.d1.D1ExecResult;
import dev.isobar.d1.D1Meta;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1RawOptions;
import dev.isobar.d1.D1Result;
import dev.isobar.error.D1Exception;
import dev.isobar.error.IsobarException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The operations of recorded D1 scenarios. Numbers and booleans are bound as doubles, as JavaScript binds them. */
final class D1Operations implements GoldenOperations {
    private final D1Database db;

    D1Operations(TckSubject<D1Database> subject, TestClock clock) {
        this.db = subject.binding();
    }

    @Override
    public @Nullable Object perform(String operation, GoldenArguments arguments) {
        return switch (operation) {
            case "exec" -> executed(db.exec(arguments.text("sql")));
            case "prepare" -> statement(arguments);
            case "all" -> result(statement(arguments).all());
            case "run" -> result(statement(arguments).run());
            case "raw" ->
                statement(arguments)
                        .raw(D1RawOptions.NONE.withColumnNames(
                                Boolean.TRUE.equals(arguments.object("options").get("columnNames"))));
            case "first" ->
                arguments.has("column")
                        ? statement(arguments).first(arguments.text("column"))
                        : statement(arguments).first();
            case "batch" -> batch(arguments);
            case "withSession" -> db.withSession((String) arguments.get("constraint"));
            case "getBookmark" -> ((D1DatabaseSession) arguments.required("session")).getBookmark();
            default -> throw new IllegalArgumentException("unknown operation " + operation);
        };
    }

    private D1PreparedStatement statement(GoldenArguments arguments) {
        D1PreparedStatement statement;
        if (arguments.get("statement") instanceof D1PreparedStatement saved) {
            statement = saved;
        } else if (arguments.get("session") instanceof D1DatabaseSession session) {
            statement = session.prepare(arguments.text("sql"));
        } else {
            statement = db.prepare(arguments.text("sql"));
        }
        return arguments.has("bind")
                ? statement.bind(arguments.list("bind").stream()
                        .map(D1Operations::asJavaScript)
                        .toArray())
                : statement;
    }

    private static @Nullable Object asJavaScript(@Nullable Object value) {
        if (value instanceof Boolean flag) {
            return flag ? 1.0 : 0.0;
        }
        return value instanceof Number number ? (Object) number.doubleValue() : value;
    }

    @SuppressWarnings("unchecked")
    private List<Map<String, @Nullable Object>> batch(GoldenArguments arguments) {
        List<D1PreparedStatement> statements = arguments.list("statements").stream()
                .map(element ->
                        statement(new GoldenArguments((Map<String, @Nullable Object>) Objects.requireNonNull(element))))
                .toList();
        List<? extends D1Result<?>> results = arguments.get("session") instanceof D1DatabaseSession session
                ? session.batch(statements)
                : db.batch(statements);
        return results.stream().map(D1Operations::result).toList();
    }

    private static Map<String, @Nullable Object> executed(D1ExecResult result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("count", result.count());
        map.put("duration", result.duration().toNanos() / 1e6);
        return map;
    }

    private static Map<String, @Nullable Object> result(D1Result<?> result) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("success", result.success());
        map.put("results", result.results());
        map.put("meta", meta(result.meta()));
        return map;
    }

    private static Map<String, @Nullable Object> meta(D1Meta meta) {
        Map<String, @Nullable Object> map = new LinkedHashMap<>();
        map.put("served_by", meta.servedBy());
        map.put("duration", meta.duration().toNanos() / 1e6);
        map.put("changes", meta.changes());
        map.put("last_row_id", meta.lastRowId());
        map.put("changed_db", meta.changedDb());
        map.put("size_after", meta.sizeAfter());
        map.put("rows_read", meta.rowsRead());
        map.put("rows_written", meta.rowsWritten());
        map.put("served_by_primary", meta.servedByPrimary());
        map.put("timings", Map.of("sql_duration_ms", meta.sqlDuration().toNanos() / 1e6));
        map.put("total_attempts", meta.totalAttempts());
        return map;
    }

    @Override
    public @Nullable String code(IsobarException error) {
        return error instanceof D1Exception failed && failed.sqliteCode() != null ? failed.sqliteCode() : error.code();
    }

    @Override
    public @Nullable String extendedCode(IsobarException error) {
        return error instanceof D1Exception failed ? failed.extendedCode() : null;
    }
}
