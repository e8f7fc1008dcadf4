package dev.isobar.backend.jdbc.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sqlite.Function;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConnection;
import org.sqlite.core.Codes;

/**
 * The time zone of D1, which is UTC: the modifiers {@code localtime} and {@code utc} change nothing (D1-SQL-10). SQLite
 * takes the zone of the process. Where that is another one, calls of date functions with modifiers run on a connection of
 * their own, without those two.
 */
final class UtcTimes implements AutoCloseable {
    private static final List<String> FUNCTIONS = List.of("date", "time", "datetime", "julianday", "unixepoch");

    /** Its first argument is a format. */
    private static final String FORMATTING = "strftime";

    /** The driver's limit, and D1's. */
    private static final int MOST_ARGUMENTS = 127;

    private static final String CHANGES_NOTHING = "+0 seconds";

    /** Months from 1970 to 2037 in which local time is another one. */
    private static final String OTHER_TIMES = "WITH RECURSIVE month (t) AS (SELECT 0 UNION ALL SELECT t + 2592000 FROM"
            + " month WHERE t < 2145916800) SELECT count(*) FROM month WHERE unixepoch(t, 'unixepoch', 'localtime') <> t";

    private final Map<String, PreparedStatement> calls = new HashMap<>();
    private @Nullable SQLiteConnection calculator;

    /** Replaces the functions of a connection if the zone of this process is not UTC. */
    static UtcTimes on(SQLiteConnection connection) throws SQLException {
        UtcTimes times = new UtcTimes();
        try (PreparedStatement query = connection.prepareStatement(OTHER_TIMES);
                ResultSet found = query.executeQuery()) {
            if (found.getInt(1) > 0) {
                times.replace(connection);
            }
        }
        return times;
    }

    /** Replaces calls with modifiers; those without them know no zone. */
    void replace(SQLiteConnection connection) throws SQLException {
        for (String name : FUNCTIONS) {
            replace(connection, name, 1);
        }
        replace(connection, FORMATTING, 2);
    }

    private void replace(SQLiteConnection connection, String name, int firstModifier) throws SQLException {
        Function function = new Calculated(name, firstModifier);
        for (int arguments = firstModifier + 1; arguments <= MOST_ARGUMENTS; arguments++) {
            Function.create(connection, name, function, arguments, Function.FLAG_DETERMINISTIC);
        }
    }

    private @Nullable Object calculate(String name, List<@Nullable Object> arguments) throws SQLException {
        String sql = "SELECT " + name + "(?" + ", ?".repeat(arguments.size() - 1) + ")";
        PreparedStatement call = calls.get(sql);
        if (call == null) {
            call = calculator().prepareStatement(sql);
            calls.put(sql, call);
        }
        for (int i = 0; i < arguments.size(); i++) {
            SqliteValues.bind(call, i + 1, arguments.get(i));
        }
        try (ResultSet found = call.executeQuery()) {
            return found.getObject(1);
        }
    }

    /** SQLite compares up to a NUL. */
    private static boolean namesAZone(String modifier) {
        int nul = modifier.indexOf('\0');
        String text = nul < 0 ? modifier : modifier.substring(0, nul);
        return text.equalsIgnoreCase("localtime") || text.equalsIgnoreCase("utc");
    }

    private SQLiteConnection calculator() throws SQLException {
        if (calculator == null) {
            calculator =
                    new SQLiteConfig().createConnection("jdbc:sqlite::memory:").unwrap(SQLiteConnection.class);
        }
        return calculator;
    }

    @Override
    public void close() throws SQLException {
        if (calculator != null) {
            calculator.close();
        }
    }

    private final class Calculated extends Function {
        private final String name;
        private final int firstModifier;

        Calculated(String name, int firstModifier) {
            this.name = name;
            this.firstModifier = firstModifier;
        }

        @Override
        protected void xFunc() throws SQLException {
            List<@Nullable Object> arguments = new ArrayList<>();
            for (int i = 0; i < args(); i++) {
                Object value = value(i);
                boolean zone = i >= firstModifier && value instanceof String modifier && namesAZone(modifier);
                arguments.add(zone ? CHANGES_NOTHING : value);
            }
            Object value = calculate(name, arguments);
            if (value instanceof Double number) {
                result(number.doubleValue());
            } else if (value instanceof Number number) {
                result(number.longValue());
            } else if (value instanceof String text) {
                result(text);
            } else {
                result();
            }
        }

        private @Nullable Object value(int index) throws SQLException {
            return switch (value_type(index)) {
                case Codes.SQLITE_INTEGER -> value_long(index);
                case Codes.SQLITE_FLOAT -> value_double(index);
                case Codes.SQLITE_NULL -> null;
                default -> value_text(index);
            };
        }
    }
}
