package dev.isobar.error;

import java.util.Locale;

/**
 * The services behind the six bindings.
 *
 * @since 0.1.0
 */
public enum Service {
    /** Workers AI. */
    AI,
    /** D1, SQL. */
    D1,
    /** Workers KV. */
    KV,
    /** Queues. */
    QUEUES,
    /** R2, objects. */
    R2,
    /** Vectorize, vector search. */
    VECTORIZE;

    /**
     * Returns the name as messages, configuration and metrics spell it.
     *
     * @return the name in lower case, such as {@code kv}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
