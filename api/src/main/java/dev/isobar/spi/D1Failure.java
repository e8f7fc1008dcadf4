package dev.isobar.spi;

import dev.isobar.error.D1Reason;
import org.jspecify.annotations.Nullable;

/**
 * A statement that a D1 driver refused or that failed. The caller of the binding gets a {@link
 * dev.isobar.error.D1Exception} with the same text and reason.
 *
 * @since 0.1.0
 */
public final class D1Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What the database says beside the text. */
    private final D1Reason reason;

    /**
     * Creates the failure.
     *
     * @param text what the service would say after {@code D1_ERROR: }, codes included. It must not hold a stored value
     *     or a bound parameter, as some databases' own messages do for a duplicate key.
     * @param reason the codes and the constraint
     * @param cause the client's own error, or {@code null}; it must not hold such a value either
     */
    public D1Failure(String text, D1Reason reason, @Nullable Throwable cause) {
        super(text, cause);
        this.reason = reason;
    }

    /**
     * Creates a failure of a check before the database was asked.
     *
     * @param text what the service would say after {@code D1_ERROR: }
     */
    public D1Failure(String text) {
        this(text, D1Reason.NONE, null);
    }

    /**
     * Says which statement of a call failed.
     *
     * @param index its index in the call, from 0
     * @return a failure with the same text and cause
     */
    public D1Failure ofStatement(int index) {
        return new D1Failure(text(), reason.withStatement(index), getCause());
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
     * Returns what the database says beside the text.
     *
     * @return the codes and the constraint
     */
    public D1Reason reason() {
        return reason;
    }
}
