package dev.isobar.error;

import java.io.Serializable;
import org.jspecify.annotations.Nullable;

/**
 * What a database says about a statement that failed, beside the text.
 *
 * @param sqliteCode SQLite's result, such as {@code SQLITE_CONSTRAINT}; {@code null} if SQLite was not asked
 * @param extendedCode SQLite's extended result, such as {@code SQLITE_CONSTRAINT_UNIQUE}; {@code null} if it says no
 *     more than {@code sqliteCode}, or SQLite was not asked
 * @param constraint which kind of constraint was violated; {@code null} if none was
 * @param nativeState the database's own code: SQLite's extended result or else its result, the SQLSTATE of others;
 *     {@code null} if no database was asked
 * @param statement the index of the statement that failed, from 0; {@code null} if it is not known, or the failure is
 *     not that of a single statement
 * @since 0.1.0
 */
public record D1Reason(
        @Nullable String sqliteCode,
        @Nullable String extendedCode,
        @Nullable D1Constraint constraint,
        @Nullable String nativeState,
        @Nullable Integer statement)
        implements Serializable {
    /** The failure of a check before any database was asked. */
    public static final D1Reason NONE = new D1Reason(null, null, null, null, null);

    /**
     * Says why SQLite failed. The constraint follows from the extended result.
     *
     * @param code the result, such as {@code SQLITE_CONSTRAINT}; {@code null} if SQLite was not asked
     * @param extendedCode the extended result, such as {@code SQLITE_CONSTRAINT_UNIQUE}; {@code null} if it says no more
     * @return the reason
     */
    public static D1Reason ofSqlite(@Nullable String code, @Nullable String extendedCode) {
        return new D1Reason(
                code,
                extendedCode,
                D1Constraint.ofSqlite(code, extendedCode),
                extendedCode == null ? code : extendedCode,
                null);
    }

    /**
     * Says why another database than SQLite failed.
     *
     * @param sqlState the SQLSTATE, such as {@code 23505}
     * @param constraint which kind of constraint was violated; {@code null} if none was
     * @return the reason
     */
    public static D1Reason ofState(String sqlState, @Nullable D1Constraint constraint) {
        return new D1Reason(null, null, constraint, sqlState, null);
    }

    /**
     * Names the statement that failed.
     *
     * @param index its index, from 0; {@code null} if it is not known
     * @return a changed copy
     */
    public D1Reason withStatement(@Nullable Integer index) {
        return new D1Reason(sqliteCode, extendedCode, constraint, nativeState, index);
    }
}
