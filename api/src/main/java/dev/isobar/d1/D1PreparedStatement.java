package dev.isobar.d1;

import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A statement and its parameters. Immutable, to be kept as a constant and run any number of times from many threads.
 *
 * <p>Every method that runs it may throw {@link dev.isobar.error.D1Exception}: for wrong SQL, for a number of
 * parameters that does not match (D1-BIND-04), for a constraint that is violated (D1-ERR-02).
 *
 * @implSpec An application may implement this interface, to decorate a statement or to fake one. {@code batch} takes
 *     any implementation: it reads {@link #sql()} and {@link #parameters()} and runs those (D1-BATCH-08). A decorator
 *     delegates both, as it does {@link #stream()}, and decorates what {@link #bind} returns; {@code toString} shows no
 *     parameter.
 * @since 0.1.0
 */
public interface D1PreparedStatement {
    /**
     * Returns the SQL text.
     *
     * @return the text as it was given to {@code prepare}
     */
    String sql();

    /**
     * Returns the parameters as they are bound.
     *
     * @return each a {@code Long}, {@code Double}, {@code String}, {@code byte[]} or {@code null}; unmodifiable, and the
     *     arrays, which are not copied, must not be changed; empty if nothing was bound
     */
    List<@Nullable Object> parameters();

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
     * @param type what the value is read as, such as {@code Integer.class} or {@code String.class}
     * @return the value; {@code null} for {@code NULL} and if there is no row (D1-FIRST-02)
     * @throws dev.isobar.error.D1Exception with the code {@code D1_COLUMN_NOTFOUND} if there is a row without such a
     *     column (D1-FIRST-03)
     * @throws dev.isobar.error.InvalidRequestException if the value cannot be read as {@code type}
     */
    <T> @Nullable T first(String column, Class<T> type);

    /**
     * Runs the whole statement and returns its first row as a record. A component takes the column of its exact name,
     * else the one whose name in snake case matches: {@code userId} is filled from {@code userId} or {@code user_id}.
     * Columns without a component are ignored. A component without a column is refused unless its type is {@code
     * Optional} or it is annotated {@code @Nullable}, and so is a value that would lose something (D1-ALL-05).
     *
     * @param <T> the type of the row
     * @param type a record, or any class that Jackson can read
     * @return the row, or {@code null} if there is none (D1-FIRST-01)
     * @throws dev.isobar.error.InvalidRequestException if the row cannot be read as {@code type}
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
     * @throws dev.isobar.error.InvalidRequestException if a row cannot be read as {@code type}; the statement has run
     *     then
     */
    <T> D1Result<T> all(Class<T> type);

    /**
     * Runs the statement and returns its rows one after another, for results that are too large for memory. The rows
     * are those of the moment of this call (D1-STREAM-02), without metadata.
     *
     * <p>The stream must be closed, since it may hold a connection; use it in a try-with-resources statement. The
     * backend's time limit counts from this call to the last row. A stream is for one thread at a time.
     *
     * {@snippet :
     * try (Stream<D1Row> rows = statement.stream()) {
     *     rows.forEach(row -> out.println(row.getString("email")));
     * }
     * }
     *
     * <p>On a backend with the capability {@code d1-streaming} rows of a {@code SELECT} are read as they are asked for
     * (D1-STREAM-05); others read them all before they return, as they do everywhere for a statement that changes
     * something. An error at a later row reaches the caller as {@link dev.isobar.error.D1Exception} from the stream
     * (D1-STREAM-03). A row that is asked for after {@code close} is refused with {@link IllegalStateException}
     * (D1-STREAM-04).
     *
     * @implSpec streams what {@link #all()} returns
     * @return the rows, in order, not {@code null}
     */
    default Stream<D1Row> stream() {
        return HeldRows.stream(all().results());
    }

    /**
     * Runs the statement and returns its rows one after another as records, filled as by {@link #first(Class)}; see
     * {@link #stream()}.
     *
     * @implSpec streams what {@link #all(Class)} returns
     * @param <T> the type of a row
     * @param type a record, or any class that Jackson can read
     * @return the rows, in order; one that cannot be read as {@code type} fails with {@link
     *     dev.isobar.error.InvalidRequestException} when it is asked for
     */
    default <T> Stream<T> stream(Class<T> type) {
        return HeldRows.stream(all(type).results());
    }

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
