package dev.isobar.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement and its parameters. Immutable, to be kept as a constant and run any number of times from many threads.
 *
 * <p>Every method that runs it may throw {@link dev.isobar.error.D1Exception}: for wrong SQL, for a number of
 * parameters that does not match (D1-BIND-04), for a constraint that is violated (D1-ERR-02).
 */
public interface D1PreparedStatement {
    /**
     * Returns this statement with other parameters; those of this one stay as they are (D1-BIND-01).
     *
     * <p>{@code null} is bound as {@code NULL}; {@code Boolean}, {@code Byte}, {@code Short}, {@code Integer} and {@code
     * Long} as INTEGER; {@code Float} and {@code Double} as REAL, where NaN and the infinities become {@code NULL};
     * {@code String} as TEXT; {@code byte[]} and the window of a {@code ByteBuffer} as BLOB, both copied (D1-BIND-02).
     * JavaScript binds every number and boolean as REAL: whoever needs that result binds a {@code double} (D1-TYPE-01).
     *
     * @param values a value for each parameter, in order; a {@code null} array is one {@code NULL}
     * @return a statement with exactly these parameters
     * @throws dev.isobar.error.D1Exception with the code {@code D1_TYPE_ERROR} if a value is of another type
     *     (D1-BIND-03)
     */
    D1PreparedStatement bind(@Nullable Object @Nullable ... values);

    /**
     * Runs the whole statement and returns its first row.
     *
     * @return the row, or {@code null} if there is none (D1-FIRST-01)
     */
    @Nullable
    D1Row first();

    /**
     * Runs the whole statement and returns one value of its first row.
     *
     * @param column the column's exact name
     * @return a {@code Long}, {@code Double}, {@code String} or {@code byte[]}; {@code null} for {@code NULL} and if
     *     there is no row (D1-FIRST-02)
     * @throws dev.isobar.error.D1Exception with the code {@code D1_COLUMN_NOTFOUND} if there is a row without such a
     *     column (D1-FIRST-03)
     */
    @Nullable
    Object first(String column);

    /**
     * Runs the whole statement and returns one value of its first row.
     *
     * @param <T> the type of the value
     * @param column the column's exact name
     * @param type what Jackson converts the value to, such as {@code Integer.class} or {@code String.class}
     * @return the value; {@code null} for {@code NULL} and if there is no row (D1-FIRST-02)
     * @throws dev.isobar.error.D1Exception with the code {@code D1_COLUMN_NOTFOUND} if there is a row without such a
     *     column (D1-FIRST-03)
     * @throws dev.isobar.error.InvalidRequestException if the value is no {@code type}
     */
    <T> @Nullable T first(String column, Class<T> type);

    /**
     * Runs the whole statement and returns its first row as a record. A component takes the column of its exact name,
     * else the one whose name in snake case matches: {@code userId} is filled from {@code userId} or {@code user_id}.
     * Columns without a component are left aside.
     *
     * @param <T> the type of the row
     * @param type a record, or any class that Jackson can read
     * @return the row, or {@code null} if there is none (D1-FIRST-01)
     * @throws dev.isobar.error.InvalidRequestException if the row is no {@code type}
     */
    <T> @Nullable T first(Class<T> type);

    /**
     * Runs the statement, and returns rows too if it yields any; the same as {@link #all()} (D1-ALL-01).
     *
     * @return rows and metadata
     */
    D1Result<D1Row> run();

    /**
     * Runs the statement and returns all rows.
     *
     * @return rows and metadata; no rows if the statement yields none (D1-ALL-01)
     */
    D1Result<D1Row> all();

    /**
     * Runs the statement and returns all rows as records, filled as by {@link #first(Class)}.
     *
     * @param <T> the type of a row
     * @param type a record, or any class that Jackson can read
     * @return rows and metadata
     * @throws dev.isobar.error.InvalidRequestException if a row is no {@code type}; the statement has run then
     */
    <T> D1Result<T> all(Class<T> type);

    /**
     * Runs the statement and returns the rows as lists of values, in the order of the columns. The one form that keeps
     * columns of equal name apart (D1-RAW-01).
     *
     * @return a list for each row
     */
    default List<List<@Nullable Object>> raw() {
        return raw(D1RawOptions.NONE);
    }

    /**
     * Runs the statement and returns the rows as lists of values, in the order of the columns.
     *
     * @param options whether the names of the columns come first (D1-RAW-02)
     * @return a list for each row, after the list of names if that is wanted
     */
    List<List<@Nullable Object>> raw(D1RawOptions options);
}
