package dev.isobar.backend.redis;

import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SettingsReader;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * The settings of a binding, parsed.
 *
 * @param prefix what every Redis key of the store begins with
 * @param partitions how many parts the store has; 0 for what it has, or the topology's default
 */
record RedisStoreConfig(String prefix, int partitions) {
    /** The names of the settings that say which store a binding uses; the others say how. */
    static final Set<String> IDENTITY = Set.of("prefix");

    private static final int MOST_PARTITIONS = 1024;
    private static final Pattern PREFIX = Pattern.compile("[!-z|~]{0,200}");

    static RedisStoreConfig of(Settings given) {
        SettingsReader settings = new SettingsReader(given);
        RedisStoreConfig parsed = new RedisStoreConfig(
                // Braces would decide in which slot of a cluster a key lives.
                settings.read(
                        "prefix",
                        "up to 200 visible ASCII characters, without braces",
                        "isobar:",
                        text -> PREFIX.matcher(text).matches() ? text : null),
                settings.number("partitions", 0, 1, MOST_PARTITIONS));
        settings.check();
        return parsed;
    }
}
