package dev.isobar.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One D1 database: SQL in SQLite's dialect as prepared statements, batches and read sessions.
 *
 * <p>A statement has at most 100 parameters and 100,000 bytes of SQL; a value has at most 2,200,000 bytes; a table and a
 * result have at most 100 columns. There are no interactive transactions: {@link #batch} is the only transaction that
 * spans statements. A call runs for at most 30 seconds.
 *
 * <p>Instances are safe for use from many threads and belong to the environment that handed them out.
 *
 * @see <a href="https://developers.cloudflare.com/d1/worker-api/">D1, Workers binding API</a>
 */
public interface D1Database {
    /**
     * Prepares a statement. Nothing is sent, and the SQL is not looked at before it is run (D1-PREP-01).
     *
     * @param sql one statement, over as many lines as wanted; parameters are {@code ?} or {@code ?NNN}
     * @return the statement, immutable, to be run any number of times
     */
    D1PreparedStatement prepare(String sql);

    /**
     * Runs statements one after another in one transaction: all of them or none (D1-BATCH-01, D1-BATCH-02). Batches
     * and queries of other callers do not interleave with it. A statement whose SQL is blank is left out and has no
     * result (D1-BATCH-06).
     *
     * @param statements prepared by this database, by another or by a session; at least one
     * @return a result for each statement, in order
     * @throws dev.isobar.error.D1Exception if there is no statement (D1-BATCH-04) or one fails; nothing was changed then
     */
    List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements);

    /**
     * Runs a script, each line a request, all in one transaction (D1-EXEC-01, D1-EXEC-03). A statement that spans lines
     * fails: {@link #prepare} takes those.
     *
     * @param sql the lines, separated by line feeds; blank ones do not count; without parameters
     * @return how many lines ran, and how long they took
     * @throws dev.isobar.error.D1Exception with the code {@code D1_EXEC_ERROR} if the text is blank or a line fails
     *     (D1-EXEC-04, D1-EXEC-05)
     */
    D1ExecResult exec(String sql);

    /**
     * Begins a session whose first query may go to any instance.
     *
     * @return the session; it needs no closing
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no sessions (capability {@code
     *     sessions})
     */
    default D1DatabaseSession withSession() {
        return withSession(D1SessionConstraint.FIRST_UNCONSTRAINED);
    }

    /**
     * Begins a session.
     *
     * @param constraint where the first query goes
     * @return the session; it needs no closing
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no sessions (capability {@code
     *     sessions})
     */
    default D1DatabaseSession withSession(D1SessionConstraint constraint) {
        return withSession(constraint.text());
    }

    /**
     * Begins a session, or continues one of an earlier request.
     *
     * @param constraintOrBookmark {@code first-primary}, {@code first-unconstrained} or the bookmark of an earlier
     *     session, which is not checked; {@code null} and blanks mean {@code first-unconstrained} (D1-SESS-01)
     * @return the session; it needs no closing
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no sessions (capability {@code
     *     sessions})
     */
    D1DatabaseSession withSession(@Nullable String constraintOrBookmark);
}
