package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/** A statement that a D1 driver refused or that failed. */
public final class D1Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** SQLite's name of the result, or null. */
    private final @Nullable String code;

    /** SQLite's name of the extended result, or null. */
    private final @Nullable String extendedCode;

    /**
     * Creates the failure.
     *
     * @param text what the service would say after {@code D1_ERROR: }, codes included; never a stored value
     * @param code SQLite's result, such as {@code SQLITE_CONSTRAINT}; {@code null} if SQLite was not asked
     * @param extendedCode SQLite's extended result, such as {@code SQLITE_CONSTRAINT_UNIQUE}; {@code null} if it says no
     *     more than {@code code}
     * @param cause the client's own error, or {@code null}
     */
    public D1Failure(String text, @Nullable String code, @Nullable String extendedCode, @Nullable Throwable cause) {
        super(text, cause);
        this.code = code;
        this.extendedCode = extendedCode;
    }

    /**
     * Creates a failure that SQLite has no code for.
     *
     * @param text what the service would say after {@code D1_ERROR: }
     */
    public D1Failure(String text) {
        this(text, null, null, null);
    }

    /**
     * Returns what the service would say after {@code D1_ERROR: }.
     *
     * @return the text, codes included
     */
    public String text() {
        return String.valueOf(getMessage());
    }

    /**
     * Returns SQLite's name of the result.
     *
     * @return a name such as {@code SQLITE_CONSTRAINT}, or {@code null} if SQLite was not asked
     */
    public @Nullable String code() {
        return code;
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
