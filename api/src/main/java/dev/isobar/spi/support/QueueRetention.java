package dev.isobar.spi.support;

import java.time.Duration;

/**
 * How long a queue keeps a message: the setting {@code retention} of a binding, the same on every backend (Q-RET-01).
 *
 * @since 0.1.0
 */
public final class QueueRetention {
    /** What a queue has whose binding does not set it: 4 days. */
    public static final Duration DEFAULT = Duration.ofDays(4);

    /** The shortest that can be set: 60 seconds. */
    public static final Duration SHORTEST = Duration.ofSeconds(60);

    /** The longest that can be set: 14 days. */
    public static final Duration LONGEST = Duration.ofDays(14);

    private QueueRetention() {}

    /**
     * Reads the setting. A value out of range becomes a problem of the reader.
     *
     * @param settings the settings of a binding
     * @return the time; {@link #DEFAULT} if the setting is not given or is refused
     */
    public static Duration read(SettingsReader settings) {
        return settings.duration("retention", DEFAULT, SHORTEST, LONGEST);
    }
}
