package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * Every setting, parsed.
 *
 * @param file the database's file; null for memory
 * @param timeout how long a call may run
 * @param queueTimeout how long a call may wait for its turn; longer than the calls before it may run
 * @param busyTimeout how long a call waits for another process
 * @param synchronous when the operating system is told to write
 * @param limits which of the engine's limits hold
 */
record SqliteConfig(
        @Nullable Path file,
        Duration timeout,
        Duration queueTimeout,
        Duration busyTimeout,
        SynchronousMode synchronous,
        EngineLimits limits) {
    /** The names of all settings. */
    static final Set<String> NAMES = Set.of("busyTimeout", "limits", "queueTimeout", "synchronous", "timeout");

    /** Reads the settings of a file, which all its bindings share. */
    static SqliteConfig ofFile(BackendConfig config) {
        SettingsReader settings = new SettingsReader(config.settings());
        return read(file(config, settings), settings);
    }

    /** Reads the settings of a database in memory, which are its binding's. */
    static SqliteConfig ofMemory(Settings given) {
        return read(null, new SettingsReader(given));
    }

    private static SqliteConfig read(@Nullable Path file, SettingsReader settings) {
        SqliteConfig parsed = new SqliteConfig(
                file,
                settings.duration("timeout", Duration.ofSeconds(30)),
                settings.duration("queueTimeout", Duration.ofMinutes(1)),
                file == null ? Duration.ofSeconds(5) : settings.duration("busyTimeout", Duration.ofSeconds(5)),
                file == null ? SynchronousMode.NORMAL : settings.choice("synchronous", SynchronousMode.NORMAL),
                settings.choice("limits", EngineLimits.CLOUDFLARE));
        settings.check();
        return parsed;
    }

    private static Path file(BackendConfig config, SettingsReader settings) {
        String path = config.address();
        try {
            if (!path.isEmpty() && !path.startsWith(":") && !path.startsWith("file:")) {
                return config.path(path).toAbsolutePath();
            }
        } catch (InvalidPathException noPath) {
            // Reported below, like text that is not a path.
        }
        settings.problem("jdbc:sqlite: takes the path of a file, or :memory:");
        return Path.of("");
    }
}
