package dev.isobar.spi.support;

import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads the settings of a backend's URL one by one and collects what is wrong with them, so that {@link #check()} tells
 * all mistakes at once. A message quotes the value: secrets are
 * not read here. Not for several threads.
 *
 * @since 0.1.0
 */
public final class SettingsReader {
    private static final Pattern DURATION = Pattern.compile("(\\d{1,9})(ms|s|m|h)");

    private final Settings settings;
    private final Set<String> known = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads settings.
     *
     * @param settings those of a connection or of a binding
     */
    public SettingsReader(Settings settings) {
        this.settings = settings;
    }

    /**
     * Reads a setting of any form.
     *
     * @param <T> what it becomes
     * @param name the setting
     * @param allowed what is allowed, to end the sentence "it takes …"
     * @param absent the value if the setting is not given
     * @param parser returns null, or throws {@link IllegalArgumentException} or {@link DateTimeParseException}, for a
     *     text that is not allowed
     * @return the value; {@code absent} after a mistake
     */
    public <T> T read(String name, String allowed, T absent, Function<String, @Nullable T> parser) {
        String text = text(name);
        if (text == null) {
            return absent;
        }
        T parsed;
        try {
            parsed = parser.apply(text);
        } catch (IllegalArgumentException | DateTimeParseException unreadable) {
            parsed = null;
        }
        if (parsed == null) {
            problem("setting '" + name + "' is '" + text + "'; it takes " + allowed);
            return absent;
        }
        return parsed;
    }

    /**
     * Reads a time longer than nothing.
     *
     * @param name the setting
     * @param absent the value if the setting is not given
     * @return the time
     */
    public Duration duration(String name, Duration absent) {
        return read(name, "a time such as 500ms, 30s, 2m or 1h", absent, text -> duration(text));
    }

    private static @Nullable Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        if (!parts.matches() || Long.parseLong(parts.group(1)) == 0) {
            return null;
        }
        long number = Long.parseLong(parts.group(1));
        return switch (parts.group(2)) {
            case "ms" -> Duration.ofMillis(number);
            case "s" -> Duration.ofSeconds(number);
            case "m" -> Duration.ofMinutes(number);
            default -> Duration.ofHours(number);
        };
    }

    /**
     * Reads a whole number.
     *
     * @param name the setting
     * @param absent the value if the setting is not given
     * @param least the least that is allowed
     * @param most the most that is allowed
     * @return the number
     */
    public int number(String name, int absent, int least, int most) {
        return read(name, "a number from " + least + " to " + most, absent, text -> {
            int number = Integer.parseInt(text);
            return number < least || number > most ? null : number;
        });
    }

    /**
     * Reads one of the values of an enum, in lower case.
     *
     * @param <E> the enum
     * @param name the setting
     * @param absent the value if the setting is not given
     * @return the value
     */
    public <E extends Enum<E>> E choice(String name, E absent) {
        List<E> choices = List.of(absent.getDeclaringClass().getEnumConstants());
        Stream<String> labels = choices.stream().map(SettingsReader::label);
        return read(name, String.join(", ", labels.toList()), absent, text -> choices.stream()
                .filter(choice -> label(choice).equals(text))
                .findFirst()
                .orElse(null));
    }

    private static String label(Enum<?> choice) {
        return choice.name().toLowerCase(Locale.ROOT);
    }

    /**
     * Reads {@code true} or {@code false}.
     *
     * @param name the setting
     * @param absent the value if the setting is not given
     * @return the value
     */
    public boolean flag(String name, boolean absent) {
        return read(name, "true or false", absent, text -> switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> null;
        });
    }

    /**
     * Reads a path, relative to the folder of the configuration files.
     *
     * @param name the setting
     * @return the absolute path, or {@code null} if the setting is not given
     */
    public @Nullable Path path(String name) {
        String text = text(name);
        try {
            return text == null ? null : settings.folder().resolve(text).toAbsolutePath();
        } catch (InvalidPathException noPath) {
            problem("setting '" + name + "' takes the path of a file");
            return null;
        }
    }

    /**
     * Reads a setting as it is.
     *
     * @param name the setting
     * @return its value, or {@code null} if it is not given
     */
    public @Nullable String text(String name) {
        known.add(name);
        return settings.get(name);
    }

    /**
     * Notes a mistake.
     *
     * @param problem one sentence: what was found, what is allowed
     */
    public void problem(String problem) {
        problems.add(problem);
    }

    /**
     * Ends the reading. A setting that was never read is a mistake.
     *
     * @throws InvalidSettingException if there were mistakes; it tells all
     */
    public void check() {
        for (String name : settings.values().keySet()) {
            if (!known.contains(name)) {
                problem("unknown setting '" + name + "'; " + settings.scheme() + ": takes "
                        + (known.isEmpty() ? "none" : String.join(", ", known)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
    }
}
