package dev.isobar.backend.jdbc;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.InvalidSettingException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
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
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m)");

    static JdbcConfig of(BackendConfig config) {
        boolean memory = config.scheme().equals("memory") || config.address().equals("sqlite::memory:");
        if (memory) {
            config.allowOnly("limits", "queueTimeout", "timeout");
        } else {
            config.allowOnly("busyTimeout", "limits", "queueTimeout", "synchronous", "timeout");
        }
        List<String> problems = new ArrayList<>();
        JdbcConfig parsed = new JdbcConfig(
                memory ? null : file(config, problems),
                duration(config, "timeout", Duration.ofSeconds(30), problems),
                duration(config, "queueTimeout", Duration.ofMinutes(1), problems),
                duration(config, "busyTimeout", Duration.ofSeconds(5), problems),
                choice(config, "synchronous", SynchronousMode.NORMAL, problems),
                choice(config, "limits", EngineLimits.CLOUDFLARE, problems));
        if (config.scheme().equals("memory") && !config.address().isEmpty()) {
            problems.add("memory: takes no address");
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
        return parsed;
    }

    private static @Nullable Path file(BackendConfig config, List<String> problems) {
        String address = config.address();
        if (!address.startsWith("sqlite:")) {
            int end = address.indexOf(':');
            problems.add("jdbc:" + address.substring(0, Math.max(end, 0))
                    + ": is not served; D1 lives in jdbc:sqlite:<file> or memory:");
            return null;
        }
        String path = address.substring("sqlite:".length());
        if (path.isEmpty() || path.startsWith(":") || path.startsWith("file:")) {
            problems.add("jdbc:sqlite: takes the path of a file, or :memory:");
            return null;
        }
        try {
            return config.path(path).toAbsolutePath();
        } catch (InvalidPathException noPath) {
            problems.add("jdbc:sqlite: takes the path of a file, or :memory:");
            return null;
        }
    }

    private static Duration duration(BackendConfig config, String name, Duration otherwise, List<String> problems) {
        String text = config.setting(name);
        if (text == null) {
            return otherwise;
        }
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            problems.add("setting '" + name + "' takes a time such as 500ms, 30s or 2m");
            return otherwise;
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            default -> Duration.ofMinutes(number);
        };
    }

    private static <E extends Enum<E>> E choice(BackendConfig config, String name, E otherwise, List<String> problems) {
        String text = config.setting(name);
        List<String> names = new ArrayList<>();
        for (E choice : otherwise.getDeclaringClass().getEnumConstants()) {
            String label = choice.name().toLowerCase(Locale.ROOT);
            if (text == null ? choice == otherwise : label.equals(text)) {
                return choice;
            }
            names.add(label);
        }
        problems.add("setting '" + name + "' takes " + String.join(", ", names));
        return otherwise;
    }
}
