package dev.isobar.d1;

import java.math.BigDecimal;
import java.util.AbstractMap;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One row: the values by the exact names of their columns, in the order of the select list (D1-ALL-02).
 *
 * <p>INTEGER is a {@code Long}, REAL a {@code Double}, TEXT a {@code String}, BLOB a {@code byte[]}, {@code NULL} is
 * {@code null} (D1-TYPE-02). Of columns with equal names the last value stands at the place of the first (D1-ALL-03).
 * Unmodifiable; safe for use from many threads as long as nobody changes a BLOB's bytes.
 *
 * @since 0.1.0
 */
public final class D1Row extends AbstractMap<String, @Nullable Object> {
    private final Map<String, @Nullable Object> values;

    /**
     * Puts values under the names of their columns.
     *
     * @param columns the names
     * @param values as many values
     */
    public D1Row(List<String> columns, List<? extends @Nullable Object> values) {
        Map<String, @Nullable Object> row = new LinkedHashMap<>(columns.size() * 4 / 3 + 1);
        for (int i = 0; i < columns.size(); i++) {
            row.put(columns.get(i), values.get(i));
        }
        this.values = Collections.unmodifiableMap(row);
    }

    /**
     * Reads TEXT.
     *
     * @param column the column's exact name
     * @return the text, or {@code null} for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    public @Nullable String getString(String column) {
        return value(column, String.class);
    }

    /**
     * Reads a whole number.
     *
     * @param column the column's exact name
     * @return the number, or {@code null} for {@code NULL}; an integral REAL counts as whole
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    public @Nullable Long getLong(String column) {
        Number found = value(column, Number.class);
        if (found == null || found instanceof Long) {
            return (Long) found;
        }
        try {
            return new BigDecimal(found.doubleValue()).longValueExact();
        } catch (ArithmeticException | NumberFormatException other) {
            throw new IllegalArgumentException("column '" + column + "' holds a number that a long cannot be");
        }
    }

    /**
     * Reads a number.
     *
     * @param column the column's exact name
     * @return the number, or {@code null} for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or it holds something else, or an INTEGER that a
     *     double would round
     */
    public @Nullable Double getDouble(String column) {
        Number found = value(column, Number.class);
        if (found instanceof Long whole
                && new BigDecimal(whole.doubleValue()).compareTo(BigDecimal.valueOf(whole)) != 0) {
            throw new IllegalArgumentException("column '" + column + "' holds a number that a double would round");
        }
        return found == null ? null : found.doubleValue();
    }

    /**
     * Reads a truth value, which SQLite keeps as a number.
     *
     * @param column the column's exact name
     * @return {@code false} for 0, {@code true} for 1, {@code null} for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    public @Nullable Boolean getBoolean(String column) {
        Number found = value(column, Number.class);
        if (found != null && found.doubleValue() != 0 && found.doubleValue() != 1) {
            throw new IllegalArgumentException("column '" + column + "' holds a number other than 0 and 1");
        }
        return found == null ? null : found.doubleValue() == 1;
    }

    /**
     * Reads a BLOB.
     *
     * @param column the column's exact name
     * @return the bytes, not copied, or {@code null} for {@code NULL}
     * @throws IllegalArgumentException if there is no such column, or it holds something else
     */
    public byte @Nullable [] getBytes(String column) {
        return value(column, byte[].class);
    }

    private <T> @Nullable T value(String column, Class<T> type) {
        Object found = values.get(column);
        if (found == null && !values.containsKey(column)) {
            throw new IllegalArgumentException("no column '" + column + "'; the row has " + values.keySet());
        }
        if (found != null && !type.isInstance(found)) {
            throw new IllegalArgumentException("column '" + column + "' holds "
                    + found.getClass().getSimpleName() + ", not " + type.getSimpleName());
        }
        return type.cast(found);
    }

    @Override
    public @Nullable Object get(Object column) {
        return values.get(column);
    }

    @Override
    public boolean containsKey(Object column) {
        return values.containsKey(column);
    }

    @Override
    public Set<Entry<String, @Nullable Object>> entrySet() {
        return values.entrySet();
    }

    /** Shows the names of the columns, not a value. */
    @Override
    public String toString() {
        return "D1Row" + values.keySet();
    }
}
