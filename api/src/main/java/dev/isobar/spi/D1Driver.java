package dev.isobar.spi;

import dev.isobar.d1.D1Meta;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The storage under one D1 database.
 *
 * <p>Methods may be called from many threads at once. A statement that fails is a {@link D1Failure}; any other unchecked
 * exception is the client's own, which the caller translates.
 */
public interface D1Driver extends Driver {
    /**
     * Runs statements one after another in one transaction: all of them or none. Calls do not interleave, a statement
     * sees what the earlier ones did, and the whole call ends within the backend's time limit. The failure is that of
     * the first statement that failed.
     *
     * @param statements at least one, none of them blank, each within the binding's limits
     * @param position what a session asks for: {@code first-primary}, {@code first-unconstrained} or a bookmark; {@code
     *     null} outside sessions, where the primary answers
     * @return a result for each statement, in order
     * @throws D1Failure if a statement fails; nothing was changed then
     */
    D1Answer execute(List<D1Statement> statements, @Nullable String position) throws Exception;

    /**
     * One statement.
     *
     * @param sql its text
     * @param parameters each a {@code Long}, {@code Double} (finite), {@code String}, {@code byte[]} or {@code null};
     *     not to be changed
     */
    record D1Statement(String sql, List<@Nullable Object> parameters) {}

    /**
     * What a call led to.
     *
     * @param results as many as there were statements
     * @param bookmark the position after the call, sorting as text; {@code null} outside sessions
     */
    record D1Answer(List<D1Rows> results, @Nullable String bookmark) {}

    /**
     * What one statement led to.
     *
     * @param columns the names as SQL gives them, equal ones included; empty if the statement yields no rows by its
     *     kind
     * @param rows the values in the order of the columns, each a {@code Long}, {@code Double}, {@code String}, {@code
     *     byte[]} or {@code null}
     * @param meta what it cost and changed
     */
    record D1Rows(List<String> columns, List<List<@Nullable Object>> rows, D1Meta meta) {}
}
