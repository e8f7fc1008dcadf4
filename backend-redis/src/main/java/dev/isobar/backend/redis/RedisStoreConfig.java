package dev.isobar.backend.redis;

import dev.isobar.spi.Settings;
import dev.isobar.spi.support.QueueRetention;
import dev.isobar.spi.support.SettingsReader;
import java.time.Duration;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of a binding, parsed.
 *
 * @param prefix what every Redis key of the store begins with
 * @param partitions how many parts the store has; 0 for what it has, or the topology's default
 * @param retention how long a queue keeps a message; of no meaning for a namespace
 */
record RedisStoreConfig(String prefix, int partitions, Duration retention) {
    /** The names of the settings that say which store a binding uses; the others say how. */
    static final Set<String> IDENTITY = Set.of("prefix");

    private static final int MOST_PARTITIONS = 1024;
    private static final Pattern PREFIX = Pattern.compile("[!-z|~]{0,200}");

    static RedisStoreConfig ofNamespace(Settings given) {
        SettingsReader settings = new SettingsReader(given);
        return read(settings, QueueRetention.DEFAULT);
    }

    static RedisStoreConfig ofQueue(Settings given) {
        SettingsReader settings = new SettingsReader(given);
        return read(settings, QueueRetention.read(settings));
    }

    private static RedisStoreConfig read(SettingsReader settings, Duration retention) {
        RedisStoreConfig parsed = new RedisStoreConfig(
                // Braces would decide in which slot of a cluster a key lives.
                settings.read(
                        "prefix",
                        "up to 200 visible ASCII characters, without braces",
                        "isobar:",
                        text -> PREFIX.matcher(text).matches() ? text : null),
                settings.number("partitions", 0, 1, MOST_PARTITIONS),
                retention);
        settings.check();
        return parsed;
    }
}
