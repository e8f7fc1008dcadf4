package dev.isobar.backend.jdbc.sqlite;

import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sqlite.core.CoreStatement;

/** Values between D1 and SQLite: parameters, names of columns, rows. */
final class SqliteValues {
    private SqliteValues() {}

    static void bind(PreparedStatement prepared, int index, @Nullable Object value) throws SQLException {
        if (value == null) {
            prepared.setNull(index, Types.NULL);
        } else if (value instanceof Long number) {
            prepared.setLong(index, number);
        } else if (value instanceof Double number) {
            prepared.setDouble(index, number + 0.0);
        } else if (value instanceof byte[] bytes) {
            prepared.setBytes(index, bytes);
        } else {
            prepared.setString(index, (String) value);
        }
    }

    /** The names; not through ResultSetMetaData, which fails for statements without columns. */
    static List<String> columns(PreparedStatement prepared) throws SQLException {
        return List.of(((CoreStatement) prepared).pointer.safeRun((db, pointer) -> db.column_names(pointer)));
    }

    static List<@Nullable Object> row(ResultSet found, int columns) throws SQLException {
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
