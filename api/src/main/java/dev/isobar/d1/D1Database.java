package dev.isobar.d1;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.CallSite;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One D1 database: SQL in SQLite's dialect as prepared statements, batches and read sessions.
 *
 * <p>A statement has at most 100 parameters and 100,000 bytes of SQL; a value has at most 2,200,000 bytes; a table and a
 * result have at most 100 columns. {@link #batch} is the only transaction that Cloudflare's D1 offers; {@link
 * #transaction} is Isobar's own, for backends that can do it. A call runs for at most 30 seconds.
 *
 * <p>Instances are safe for use from many threads and belong to the environment that handed them out.
 *
 * @implSpec An application may implement this interface, to decorate a database or to fake one. A decorator of {@link
 *     #transaction} decorates the handle that it passes on.
 * @see <a href="https://developers.cloudflare.com/d1/worker-api/">D1, Workers binding API</a>
 * @since 0.1.0
 */
public interface D1Database {
    /**
     * Prepares a statement. Nothing is sent, and the SQL is not checked before it is run (D1-PREP-01).
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
     * @param statements prepared by this database, by another or by a session, decorated or not (D1-BATCH-08); at least
     *     one
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
     * Runs a block of code in one transaction, which commits when the block returns and is undone when it throws
     * anything (D1-TX-01, D1-TX-02). Between the statements the block may compute, and decide what to run next.
     *
     * <p>The block works on the database that it is given: what is prepared there runs in the transaction, and {@code
     * batch} and {@code exec} are atomic parts of it. A call that fails changes nothing, and the transaction goes on
     * (D1-TX-05). Not allowed are, for the thread of the block, other calls on this database (D1-TX-06); on the given
     * one {@code transaction} and {@code withSession}, and any call after the block has ended. A stream of the given
     * database holds its rows in memory.
     *
     * <p>Transactions are serializable (D1-TX-04): others wait, or one of two that conflict fails with an error that is
     * {@link dev.isobar.error.D1Exception#retryable()}. Isobar does not repeat a block. Keep it short: it may hold up
     * all other callers, and the backend's time limit, 30 seconds by default, holds for the whole transaction.
     *
     * <p>Cloudflare's D1 has no such transactions.
     *
     * @implSpec refuses, as a backend without the capability {@code d1-transactions} does
     * @param <T> what the block returns
     * @param work the block; called once, on the thread of the caller
     * @return what the block has returned
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no transactions (D1-TX-07)
     * @throws dev.isobar.error.D1Exception if the transaction cannot begin or commit; nothing was changed then
     * @throws dev.isobar.error.InvalidRequestException if the thread is in a transaction of this database already
     */
    default <T extends @Nullable Object> T transaction(Function<? super D1Database, ? extends T> work) {
        throw new UnsupportedCapabilityException(new CallSite(Service.D1, null, "transaction"), "d1-transactions");
    }

    /**
     * Begins a session whose first query may go to any instance.
     *
     * @return the session; it needs no closing
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no sessions (capability {@code
     *     d1-sessions})
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
     *     d1-sessions})
     */
    default D1DatabaseSession withSession(D1SessionConstraint constraint) {
        return withSession(requireNonNull(constraint, "constraint").text());
    }

    /**
     * Begins a session, or continues one of an earlier request.
     *
     * @param constraintOrBookmark {@code first-primary}, {@code first-unconstrained} or the bookmark of an earlier
     *     session, which is not checked; {@code null} and blanks mean {@code first-unconstrained} (D1-SESS-01)
     * @return the session; it needs no closing
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend has no sessions (capability {@code
     *     d1-sessions})
     */
    D1DatabaseSession withSession(@Nullable String constraintOrBookmark);
}
