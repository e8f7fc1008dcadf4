package dev.isobar.internal.d1;

import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.internal.Json;
import dev.isobar.spi.D1Driver.D1Rows;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** From a driver's columns and values to what the caller asked for. */
final class D1Results {
    private D1Results() {}

    static D1Result<D1Row> result(D1Rows found) {
        return new D1Result<>(
                found.rows().stream()
                        .map(values -> new D1Row(found.columns(), values))
                        .toList(),
                found.meta());
    }

    static @Nullable D1Row first(D1Rows found) {
        return found.rows().isEmpty()
                ? null
                : new D1Row(found.columns(), found.rows().get(0));
    }

    static List<List<@Nullable Object>> raw(D1Rows found, boolean columnNames) {
        List<List<@Nullable Object>> rows = new ArrayList<>(found.rows().size() + 1);
        if (columnNames) {
            rows.add(new ArrayList<>(found.columns()));
        }
        rows.addAll(found.rows());
        return rows;
    }

    static <T> T convert(@Nullable Object value, Class<T> type) {
        return type.isInstance(value) ? type.cast(value) : Json.MAPPER.convertValue(value, type);
    }

    /** Reads a row as an object: Jackson picks the columns by name, in camel case where nothing else has that name. */
    static <T> T object(D1Row row, Class<T> type) {
        if (type.isInstance(row)) {
            return type.cast(row);
        }
        if (Map.class.isAssignableFrom(type) || JsonNode.class.isAssignableFrom(type)) {
            return Json.MAPPER.convertValue(row, type);
        }
        Map<String, @Nullable Object> members = new HashMap<>(row);
        row.forEach((column, value) -> members.putIfAbsent(camelCase(column), value));
        return Json.MAPPER.convertValue(members, type);
    }

    /** Where a conversion failed: the path of names alone, since the parser's message quotes the stored value. */
    static String place(JacksonException mismatch) {
        String path = mismatch.getPath().stream()
                .map(JacksonException.Reference::getPropertyName)
                .filter(name -> name != null)
                .collect(Collectors.joining("."));
        return path.isEmpty() ? "" : ": see '" + path + "'";
    }

    /** {@code user_id} as {@code userId}; a name without an underscore inside stays as it is. */
    private static String camelCase(String column) {
        StringBuilder name = new StringBuilder();
        for (String word : column.toLowerCase(Locale.ROOT).split("_", -1)) {
            if (name.isEmpty()) {
                name.append(word);
            } else if (!word.isEmpty()) {
                name.append(Character.toUpperCase(word.charAt(0))).append(word, 1, word.length());
            }
        }
        return column.indexOf('_') < 0 ? column : name.toString();
    }
}
