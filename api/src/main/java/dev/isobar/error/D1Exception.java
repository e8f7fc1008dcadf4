package dev.isobar.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that D1 refused or that failed.
 *
 * <p>The message is the one of the JavaScript binding, {@code D1_ERROR: <text>}; {@link #code()} is the leading word.
 *
 * @since 0.1.0
 */
public final class D1Exception extends IsobarException {
    private static final long serialVersionUID = 1L;

    /** What the service says before it asks to try again (D1-ERR-03). */
    private static final List<String> PASSING = List.of(
            "Network connection lost.",
            "D1 DB reset because its code was updated.",
            "Internal error while starting up D1 DB storage caused object to be reset.",
            "Internal error in D1 DB storage caused object to be reset.",
            "Cannot resolve D1 DB due to transient issue on remote node.",
            "Can't read from request stream because client disconnected.");

    /** SQLSTATEs of this class undid a transaction for the sake of another one. */
    private static final String ROLLED_BACK = "40";

    /** What the database says beside the text. */
    private final D1Reason reason;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the leading word of the message, such as {@code D1_ERROR}
     * @param text the message without that word
     * @param reason what the database says beside the text
     * @param cause the backend's own error, or {@code null}
     */
    public D1Exception(CallSite site, String code, String text, D1Reason reason, @Nullable Throwable cause) {
        super(site, code, code + ": " + text, cause);
        this.reason = reason;
    }

    /**
     * Returns what the database says beside the text.
     *
     * @return the codes and the constraint
     */
    public D1Reason reason() {
        return reason;
    }

    /**
     * Returns SQLite's name of the result.
     *
     * @return a name such as {@code SQLITE_CONSTRAINT}, or {@code null} if SQLite was not asked
     */
    public @Nullable String sqliteCode() {
        return reason.sqliteCode();
    }

    /**
     * Returns SQLite's name of the extended result.
     *
     * @return a name such as {@code SQLITE_CONSTRAINT_UNIQUE}, or {@code null} if there is none
     */
    public @Nullable String extendedCode() {
        return reason.extendedCode();
    }

    /**
     * Returns which kind of constraint was violated, the same on every database (D1-ERR-06).
     *
     * @return the kind, or {@code null} if no constraint was violated
     */
    public @Nullable D1Constraint constraint() {
        return reason.constraint();
    }

    /**
     * Returns which statement of a batch failed, or which line of a script (D1-BATCH-10).
     *
     * @return the index in the list that was given, or of the line, from 0; {@code null} for other calls, if the backend
     *     does not know it, or if the failure is not that of a single statement
     */
    public @Nullable Integer statement() {
        return reason.statement();
    }

    /** Adds the index of the statement to the message, which is D1's own. */
    @Override
    @SuppressWarnings("OverrideThrowableToString") // The message is fixed: callers compare it with D1's.
    public String toString() {
        Integer index = statement();
        return index == null ? super.toString() : super.toString() + " [statement " + index + "]";
    }

    /**
     * Tells whether the same call may succeed later: the database was locked by another process or undid the call for
     * the sake of another one, or the service lost the connection or was restarted (D1-ERR-03).
     *
     * @return {@code true} if a retry makes sense; whether it is harmless depends on the statement
     */
    @Override
    public boolean retryable() {
        String text = String.valueOf(getMessage());
        String state = reason.nativeState();
        boolean rolledBack = state != null && state.length() == 5 && state.startsWith(ROLLED_BACK);
        return rolledBack
                || "SQLITE_BUSY".equals(reason.sqliteCode())
                || PASSING.stream().anyMatch(text::contains);
    }
}
