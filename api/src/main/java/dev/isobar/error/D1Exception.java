package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * A statement that D1 refused or that failed.
 *
 * <p>The message is the one of the JavaScript binding, {@code D1_ERROR: <text>}; {@link #code()} is the leading word.
 */
public final class D1Exception extends IsobarException {
    private static final long serialVersionUID = 1L;

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
}
