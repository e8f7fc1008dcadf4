package dev.isobar.backend.jdbc;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.SettingsReader;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
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
record JdbcConfig(
        @Nullable Path file,
        Duration timeout,
        Duration queueTimeout,
        Duration busyTimeout,
        SynchronousMode synchronous,
        EngineLimits limits) {
    static JdbcConfig of(BackendConfig config) {
        boolean memory = config.scheme().equals("memory") || config.address().equals("sqlite::memory:");
        if (memory) {
            config.allowOnly("limits", "queueTimeout", "timeout");
        } else {
            config.allowOnly("busyTimeout", "limits", "queueTimeout", "synchronous", "timeout");
        }
        SettingsReader settings = new SettingsReader(config);
        JdbcConfig parsed = new JdbcConfig(
                memory ? null : file(config, settings),
                settings.duration("timeout", Duration.ofSeconds(30)),
                settings.duration("queueTimeout", Duration.ofMinutes(1)),
                settings.duration("busyTimeout", Duration.ofSeconds(5)),
                settings.choice("synchronous", SynchronousMode.NORMAL),
                settings.choice("limits", EngineLimits.CLOUDFLARE));
        if (config.scheme().equals("memory") && !config.address().isEmpty()) {
            settings.problem("memory: takes no address");
        }
        settings.check();
        return parsed;
    }

    private static @Nullable Path file(BackendConfig config, SettingsReader settings) {
        String address = config.address();
        if (!address.startsWith("sqlite:")) {
            int end = address.indexOf(':');
            settings.problem("jdbc:" + address.substring(0, Math.max(end, 0))
                    + ": is not served; D1 lives in jdbc:sqlite:<file> or memory:");
            return null;
        }
        String path = address.substring("sqlite:".length());
        if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
            settings.problem("jdbc:sqlite: takes the path of a file, or :memory:");
            return null;
        }
        try {
            return config.path(path).toAbsolutePath();
        } catch (InvalidPathException noPath) {
            settings.problem("jdbc:sqlite: takes the path of a file, or :memory:");
            return null;
        }
    }
}
