package dev.isobar.internal.d1;

import dev.isobar.d1.D1Result;
import dev.isobar.d1.D1Row;
import dev.isobar.internal.Json;
import dev.isobar.spi.D1Driver.D1Rows;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
        return type.isInstance(value) ? type.cast(value) : Json.ROWS.convertValue(value, type);
    }
}
