package dev.isobar.queue;

import java.util.Locale;

/**
 * How the body of a message is encoded.
 *
 * @since 0.1.0
 */
public enum QueueContentType {
    /** Exact bytes. */
    BYTES,
    /** JSON in UTF-8. */
    JSON,
    /** Text in UTF-8. */
    TEXT,
    /** JavaScript's structured clone: met when consuming, never sent, and only its raw bytes can be had (Q-SEND-07). */
    V8;

    /**
     * Returns the name as Cloudflare spells it.
     *
     * @return the name in lower case, such as {@code json}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
