package dev.isobar.workerd;

import dev.isobar.d1.D1Meta;
import dev.isobar.d1.D1PreparedStatement;
import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.error.CallSite;
import dev.isobar.error.D1Exception;
import dev.isobar.error.D1Reason;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Calls of one database, outside of any session or in one, with JavaScript's results and errors as Java's. */
final class D1Calls {
    private static final Pattern CODE = Pattern.compile("(D1_[A-Z_]+): (.*)", Pattern.DOTALL);
    private static final Pattern SQLITE = Pattern.compile("\\b(SQLITE_[A-Z]+)(?: \\(extended: (SQLITE_\\w+)\\))?$");

    private static final Set<String> KNOWN = Set.of(
            "served_by", "duration", "changes", "last_row_id", "changed_db", "size_after", "rows_read", "rows_written");

    private final Bridge bridge;
    private final @Nullable Long session;

    D1Calls(Bridge bridge, @Nullable Long session) {
        this.bridge = bridge;
        this.session = session;
    }

    D1Calls in(@Nullable String constraintOrBookmark) {
        return new D1Calls(bridge, (Long) call("withSession", constraintOrBookmark));
    }

    @Nullable
    Object call(String operation, @Nullable Object... arguments) {
        List<@Nullable Object> all = new ArrayList<>();
        all.add(session);
        all.addAll(Arrays.asList(arguments));
        try {
            return bridge.call(operation, all.toArray());
        } catch (Failure failed) {
            throw typed(operation, failed);
        }
    }

    List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements) {
        List<Object> sent = new ArrayList<>();
        for (D1PreparedStatement statement : statements) {
            sent.add(WorkerdD1Statement.sent(statement.sql(), statement.parameters()));
        }
        List<D1Result<D1Row>> results = new ArrayList<>();
        list(call("batch", sent)).forEach(found -> results.add(result(found)));
        return results;
    }

    private static IsobarException typed(String operation, Failure failed) {
        CallSite site = site(operation);
        Matcher code = CODE.matcher(failed.text());
        Matcher sqlite = SQLITE.matcher(failed.text());
        boolean known = sqlite.find();
        if (!code.matches() && !known) {
            return new InvalidRequestException(site, null, failed.text(), failed);
        }
        return new D1Exception(
                site,
                code.matches() ? code.group(1) : "D1_ERROR",
                code.matches() ? code.group(2) : failed.text(),
                known ? D1Reason.ofSqlite(sqlite.group(1), sqlite.group(2)) : D1Reason.NONE,
                failed.getCause() == null ? failed : failed.getCause());
    }

    static CallSite site(String operation) {
        return new CallSite(Service.D1, "SUBJECT", operation);
    }

    static D1Result<D1Row> result(@Nullable Object found) {
        Map<String, @Nullable Object> members = members(found);
        List<D1Row> rows = new ArrayList<>();
        list(members.get("results")).forEach(row -> rows.add(row(members(row))));
        return new D1Result<>(rows, meta(members(members.get("meta"))));
    }

    static D1Row row(Map<String, @Nullable Object> members) {
        List<@Nullable Object> values = new ArrayList<>();
        members.values().forEach(value -> values.add(cell(value)));
        return new D1Row(List.copyOf(members.keySet()), values);
    }

    /** A BLOB is an array of numbers to JavaScript; no other cell is an array. */
    static @Nullable Object cell(@Nullable Object value) {
        if (!(value instanceof List<?> numbers)) {
            return value;
        }
        byte[] bytes = new byte[numbers.size()];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = ((Number) Objects.requireNonNull(numbers.get(i))).byteValue();
        }
        return bytes;
    }

    private static D1Meta meta(Map<String, @Nullable Object> found) {
        Map<String, JsonNode> more = new LinkedHashMap<>();
        found.forEach((name, value) -> {
            if (!KNOWN.contains(name)) {
                more.put(name, JsonMapper.shared().valueToTree(value));
            }
        });
        return new D1Meta(
                String.valueOf(found.get("served_by")),
                millis(found.get("duration")),
                number(found.get("changes")),
                number(found.get("last_row_id")),
                Boolean.TRUE.equals(found.get("changed_db")),
                number(found.get("size_after")),
                number(found.get("rows_read")),
                number(found.get("rows_written")),
                more);
    }

    static Duration millis(@Nullable Object value) {
        return Duration.ofNanos((long) (((Number) Objects.requireNonNull(value)).doubleValue() * 1e6));
    }

    static long number(@Nullable Object value) {
        return ((Number) Objects.requireNonNull(value)).longValue();
    }

    @SuppressWarnings("unchecked")
    static Map<String, @Nullable Object> members(@Nullable Object value) {
        return (Map<String, @Nullable Object>) Objects.requireNonNull(value);
    }

    @SuppressWarnings("unchecked")
    static List<@Nullable Object> list(@Nullable Object value) {
        return (List<@Nullable Object>) Objects.requireNonNull(value);
    }
}
