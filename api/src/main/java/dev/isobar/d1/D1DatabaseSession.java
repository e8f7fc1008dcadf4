package dev.isobar.d1;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A sequence of queries that never goes back in time: it sees its own writes and all that it has seen before, on
 * whichever instance each query runs (D1-SESS-05).
 *
 * <p>Instances are safe for use from many threads, hold nothing open and need no closing.
 *
 * @since 0.1.0
 */
public interface D1DatabaseSession {
    /**
     * Prepares a statement that runs in this session.
     *
     * @param sql one statement; parameters are {@code ?} or {@code ?NNN}
     * @return the statement, immutable, to be run any number of times
     */
    D1PreparedStatement prepare(String sql);

    /**
     * Runs statements one after another in one transaction, in this session wherever they were prepared (D1-PREP-02).
     *
     * @param statements at least one
     * @return a result for each statement, in order
     * @throws dev.isobar.error.D1Exception if there is no statement (D1-BATCH-04) or one fails; nothing was changed then
     */
    List<D1Result<D1Row>> batch(List<? extends D1PreparedStatement> statements);

    /**
     * Returns the position that this session has reached, to continue from in another one. Bookmarks are opaque and
     * sort as text; a session's never gets smaller (D1-SESS-03, D1-SESS-04).
     *
     * @return the bookmark; {@code null} before the first query has succeeded, unless the session began with a bookmark
     *     (D1-SESS-02)
     */
    @Nullable
    String getBookmark();
}
