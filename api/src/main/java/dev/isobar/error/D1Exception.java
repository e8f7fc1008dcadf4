package dev.isobar.error;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A statement that D1 refused or that failed.
 *
 * <p>The message is the one of the JavaScript binding, {@code D1_ERROR: <text>}; {@link #code()} is the leading word.
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

    /** SQLite's name of the result, or null. */
    private final @Nullable String sqliteCode;

    /** SQLite's name of the extended result, or null. */
    private final @Nullable String extendedCode;

    /**
     * Creates the error.
     *
     * @param site the call that failed
     * @param code the leading word of the message, such as {@code D1_ERROR}
     * @param text the message without that word
     * @param sqliteCode SQLite's result, such as {@code SQLITE_CONSTRAINT}, or {@code null} if SQLite was not asked
     * @param extendedCode SQLite's extended result, such as {@code SQLITE_CONSTRAINT_UNIQUE}, or {@code null}
     * @param cause the backend's own error, or {@code null}
     */
    public D1Exception(
            CallSite site,
            String code,
            String text,
            @Nullable String sqliteCode,
            @Nullable String extendedCode,
            @Nullable Throwable cause) {
        super(site, code, code + ": " + text, cause);
        this.sqliteCode = sqliteCode;
        this.extendedCode = extendedCode;
    }

    /**
     * Returns SQLite's name of the result.
     *
     * @return a name such as {@code SQLITE_CONSTRAINT}, or {@code null} if SQLite was not asked
     */
    public @Nullable String sqliteCode() {
        return sqliteCode;
    }

    /**
     * Returns SQLite's name of the extended result.
     *
     * @return a name such as {@code SQLITE_CONSTRAINT_UNIQUE}, or {@code null} if there is none
     */
    public @Nullable String extendedCode() {
        return extendedCode;
    }

    /**
     * Tells whether the same call may succeed later: the database was locked by another process, or the service lost
     * the connection or was restarted (D1-ERR-03).
     *
     * @return {@code true} if a retry makes sense; whether it is harmless depends on the statement
     */
    @Override
    public boolean retryable() {
        String text = String.valueOf(getMessage());
        return "SQLITE_BUSY".equals(sqliteCode) || PASSING.stream().anyMatch(text::contains);
    }
}
