package dev.isobar.spi;

import dev.isobar.d1.D1Meta;
import java.util.Iterator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one D1 database.
 *
 * <p>A statement that fails is a {@link D1Failure}; any other exception is the client's own, which the caller
 * translates. Methods may be called from many threads at once. {@link Driver} says what an interrupt may do; an
 * interrupted call has its whole effect or none.
 *
 * <p><b>Arrays.</b> The arrays among the parameters belong to the caller: they are read during the call and neither
 * changed nor kept. Those among the values of rows belong to the caller too, so each is a new one.
 *
 * <p><b>Atomicity.</b> A call of {@link #execute} is one transaction, here and in {@link D1Transaction}.
 *
 * @since 0.1.0
 */
public interface D1Driver extends Driver {
    /**
     * Runs statements one after another in one transaction: all of them or none. Calls do not interleave, a statement
     * sees what the earlier ones did, and the whole call ends within the backend's time limit. The failure is that of
     * the first statement that failed, with its index ({@link D1Failure#ofStatement}) if the store tells it.
     *
     * @param statements at least one, none of them blank, each within the binding's limits
     * @param position what a session asks for: {@code first-primary}, {@code first-unconstrained} or a bookmark; {@code
     *     null} outside sessions, where the primary answers
     * @return a result for each statement, in order
     * @throws D1Failure if a statement fails; nothing was changed then
     * @throws Exception if the store cannot be reached or fails otherwise
     */
    D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception;

    /**
     * Runs one statement and hands out its rows one after another. They are those of the moment of this call: what
     * others change later does not show, and the database serves other calls, also of the same thread, while the
     * cursor is open.
     *
     * <p>A driver that declares {@link Capability#D1_STREAMING} reads the rows of a {@code SELECT} as they are asked
     * for, so that memory does not grow with their number. Every other statement runs as a whole before this method
     * returns, as {@link #execute} runs it.
     *
     * @implSpec runs {@link #execute} and holds all rows
     * @param statement the statement, not blank, within the binding's limits
     * @param position what a session asks for, as for {@link #execute}
     * @return the rows; the caller closes it
     * @throws D1Failure if the statement fails; nothing was changed then, and nothing stays open
     * @throws Exception if the store cannot be reached or fails otherwise
     */
    default D1Cursor stream(D1Statement statement, @Nullable String position) throws Exception {
        return execute(List.of(statement), position).cursor();
    }

    /**
     * Begins a transaction that spans calls. Asked only of a driver that declares {@link Capability#D1_TRANSACTIONS}.
     *
     * <p>Transactions are serializable with each other and with calls outside of them. Where the store makes others
     * wait, they wait; where it lets them run and finds a conflict, one of them fails with a {@link D1Failure} that can
     * be retried: SQLSTATE class 40, or {@code SQLITE_BUSY}. A call that would wait for a transaction which its own
     * thread has begun fails at once.
     *
     * @implSpec refuses
     * @return the open transaction; the caller ends it
     * @throws D1Failure if the database has no time for it
     * @throws Exception if the store cannot be reached or fails otherwise
     */
    default D1Transaction begin() throws Exception {
        throw new UnsupportedOperationException("this driver has no transactions");
    }

    /**
     * A transaction that spans calls. A driver of a queue on the same connection may join it.
     *
     * @since 0.1.0
     */
    interface D1Transaction extends DriverTransaction {
        /**
         * Runs statements one after another inside this transaction. They see what earlier calls did.
         *
         * @param statements at least one, none of them blank, each within the binding's limits
         * @return a result for each statement, in order
         * @throws D1Failure if a statement fails: nothing of this call stays, and the transaction goes on; or if the
         *     transaction has ended
         * @throws Exception if the store cannot be reached or fails otherwise; the transaction has ended then
         */
        List<D1Rows> execute(List<D1Statement> statements) throws Exception;
    }

    /**
     * Rows that are read as they are asked for. Used by one thread at a time; closed by any.
     *
     * @since 0.1.0
     */
    interface D1Cursor {
        /**
         * Returns the names of the columns.
         *
         * @return the names as SQL gives them, equal ones included; empty if the statement yields no rows by its kind
         */
        List<String> columns();

        /**
         * Returns the position after the call.
         *
         * @return a bookmark, sorting as text; {@code null} outside sessions
         */
        @Nullable
        String bookmark();

        /**
         * Reads the next row.
         *
         * @return the values in the order of the columns, as {@link D1Rows} has them; {@code null} after the last row
         * @throws D1Failure if the statement fails at this row, or the backend's time limit, which counts from the start,
         *     has passed
         * @throws Exception if the store cannot be reached or fails otherwise
         */
        @Nullable
        List<@Nullable Object> next() throws Exception;

        /**
         * Ends the statement and releases what it holds. Does nothing if called again.
         *
         * @throws Exception if the store cannot be reached; nothing stays held then
         */
        void close() throws Exception;
    }

    /**
     * One statement.
     *
     * @param sql its text, without half surrogate pairs
     * @param parameters each a {@code Long}, {@code Double} (finite), {@code String} (without half surrogate pairs),
     *     {@code byte[]} or {@code null}; not to be changed
     * @since 0.1.0
     */
    record D1Statement(String sql, List<@Nullable Object> parameters) {
        /** Shows neither the SQL nor a value. */
        @Override
        public String toString() {
            return "D1Statement[" + parameters.size() + " parameters]";
        }
    }

    /**
     * What a call led to.
     *
     * @param results as many as there were statements
     * @param bookmark the position after the call, sorting as text; {@code null} outside sessions
     * @since 0.1.0
     */
    record D1Answer(List<D1Rows> results, @Nullable String bookmark) {
        /**
         * Hands out the rows of the first result, which are in memory already.
         *
         * @return the rows
         */
        public D1Cursor cursor() {
            List<String> columns = results.get(0).columns();
            Iterator<List<@Nullable Object>> rows = results.get(0).rows().iterator();
            return new D1Cursor() {
                @Override
                public List<String> columns() {
                    return columns;
                }

                @Override
                public @Nullable String bookmark() {
                    return bookmark;
                }

                @Override
                public @Nullable List<@Nullable Object> next() {
                    return rows.hasNext() ? rows.next() : null;
                }

                @Override
                public void close() {
                    // Nothing is held open.
                }
            };
        }
    }

    /**
     * What one statement led to.
     *
     * @param columns the names as SQL gives them, equal ones included; empty if the statement yields no rows by its
     *     kind
     * @param rows the values in the order of the columns, each a {@code Long}, {@code Double}, {@code String}, {@code
     *     byte[]} or {@code null}
     * @param meta what it cost and changed
     * @since 0.1.0
     */
    record D1Rows(List<String> columns, List<List<@Nullable Object>> rows, D1Meta meta) {
        /** Shows the columns and the number of rows, not a value. */
        @Override
        public String toString() {
            return "D1Rows[" + columns + ", " + rows.size() + " rows]";
        }
    }
}
