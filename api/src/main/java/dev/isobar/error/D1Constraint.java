package dev.isobar.error;

import org.jspecify.annotations.Nullable;

/**
 * A kind of constraint that a statement can violate, in the terms that all SQL databases share.
 *
 * @since 0.1.0
 */
public enum D1Constraint {
    /** A {@code CHECK} that is not fulfilled. */
    CHECK,
    /** A reference to a row that does not exist, or a row that is still referred to. */
    FOREIGN_KEY,
    /** {@code NULL} in a column that must have a value. */
    NOT_NULL,
    /** A key that another row has already. A database that does not tell this from {@link #UNIQUE} reports that. */
    PRIMARY_KEY,
    /** Values in a unique index that another row has already. */
    UNIQUE,
    /** Any other, such as an error that a trigger raises, the type of a strict column or an exclusion. */
    OTHER;

    private static final String PREFIX = "SQLITE_CONSTRAINT";

    /**
     * Tells whether another row has the same key already.
     *
     * @return {@code true} for {@link #PRIMARY_KEY} and {@link #UNIQUE}
     */
    public boolean duplicate() {
        return this == PRIMARY_KEY || this == UNIQUE;
    }

    /**
     * Reads SQLite's names of a result.
     *
     * @param code the result, such as {@code SQLITE_CONSTRAINT}, or {@code null}
     * @param extendedCode the extended result, such as {@code SQLITE_CONSTRAINT_UNIQUE}, or {@code null}
     * @return the kind; {@code null} if no constraint was violated
     */
    static @Nullable D1Constraint ofSqlite(@Nullable String code, @Nullable String extendedCode) {
        if (!PREFIX.equals(code)) {
            return null;
        }
        String kind = extendedCode == null ? "" : extendedCode.substring(PREFIX.length());
        return switch (kind) {
            case "_CHECK" -> CHECK;
            case "_FOREIGNKEY" -> FOREIGN_KEY;
            case "_NOTNULL" -> NOT_NULL;
            case "_PRIMARYKEY", "_ROWID" -> PRIMARY_KEY;
            case "_UNIQUE" -> UNIQUE;
            default -> OTHER;
        };
    }
}
