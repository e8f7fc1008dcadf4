package dev.isobar.ai;

import java.util.Locale;

/**
 * How one vector is made of the vectors of a text's tokens (AI-30).
 *
 * @since 0.1.0
 */
public enum AiPooling {
    /** The first token's vector; what Cloudflare recommends for new indexes. */
    CLS,
    /** The mean of all tokens' vectors; what Cloudflare takes by itself. */
    MEAN;

    /**
     * Returns the name as the models spell it.
     *
     * @return {@code cls} or {@code mean}
     */
    public String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
