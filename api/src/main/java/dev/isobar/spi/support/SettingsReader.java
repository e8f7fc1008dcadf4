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
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads settings one by one and collects the problems, so that {@link #check()} reports all of them at once. Each method
 * returns its {@code absent} value after a problem. Messages quote a value that is not allowed, except those of {@link
 * Settings#confidential()} and of settings that were read by {@link #secret}. Not safe for use from several threads.
 *
 * @since 0.1.0
 */
public final class SettingsReader {
    private static final Duration LEAST_TIMEOUT = Duration.ofMillis(1);
    private static final Duration MOST_TIMEOUT = Duration.ofDays(1);
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private final Settings settings;
    private final Set<String> known = new TreeSet<>();
    private final Set<String> secret = new TreeSet<>();
    private final List<String> problems = new ArrayList<>();

    /**
     * Reads settings.
     *
     * @param settings those of a connection or of a binding
     */
    public SettingsReader(Settings settings) {
        this.settings = settings;
        this.secret.addAll(settings.confidential());
    }

    /**
     * Reads a setting of any form.
     *
     * @param <T> the type of the parsed value
     * @param name the setting
     * @param allowed what is allowed, to complete the sentence "it takes …"
     * @param absent the value if the setting is not given
     * @param parser returns null, or throws {@link IllegalArgumentException} or {@link DateTimeParseException}, for a
     *     text that is not allowed
     * @return the value; {@code absent} after a problem
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
            String found = secret.contains(name) ? " has a value that is not allowed" : " is '" + text + "'";
            problem("setting '" + name + "'" + found + "; it takes " + allowed);
            return absent;
        }
        return parsed;
    }

    /**
     * Reads a timeout: a time from 1 millisecond to 1 day.
     *
     * @param name the setting
     * @param absent the value if the setting is not given
     * @return the time
     */
    public Duration duration(String name, Duration absent) {
        return duration(name, absent, LEAST_TIMEOUT, MOST_TIMEOUT);
    }

    /**
     * Reads a time: a whole number and one of the units {@code ms}, {@code s}, {@code m}, {@code h} and {@code d}.
     *
     * @param name the setting
     * @param absent the value if the setting is not given
     * @param least the shortest time that is allowed, whole milliseconds
     * @param most the longest time that is allowed, whole milliseconds
     * @return the time
     */
    public Duration duration(String name, Duration absent, Duration least, Duration most) {
        long otherwise = millis(absent);
        long millis = quantity(name, "time", UnitScale.TIMES, otherwise, millis(least), millis(most));
        return millis == otherwise ? absent : Duration.ofMillis(millis);
    }

    /** Times that no number of milliseconds holds are the longest that one holds. */
    private static long millis(Duration time) {
        return TimeUnit.MILLISECONDS.convert(time);
    }

    /**
     * Reads a size: a whole number and one of the units {@code B}, {@code KiB}, {@code MiB} and {@code GiB}.
     *
     * @param name the setting
     * @param absent the value if the setting is not given, in bytes
     * @param least the smallest size that is allowed, in bytes
     * @param most the largest size that is allowed, in bytes
     * @return the size in bytes
     */
    public long size(String name, long absent, long least, long most) {
        return quantity(name, "size", UnitScale.SIZES, absent, least, most);
    }

    private long quantity(String name, String what, UnitScale scale, long absent, long least, long most) {
        String allowed =
                "a " + what + " from " + scale.show(least) + " to " + scale.show(most) + ", in whole " + scale.names();
        return read(name, allowed, absent, text -> {
            Long amount = scale.parse(text);
            return amount == null || amount < least || amount > most ? null : amount;
        });
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
     * Reads a password, a token or another secret as it is; no message quotes it.
     *
     * @param name the setting
     * @return its value, or {@code null} if it is not given
     */
    public @Nullable String secret(String name) {
        secret.add(name);
        return text(name);
    }

    /**
     * Adds a problem.
     *
     * @param problem one sentence: what was found, what is allowed; without secrets
     */
    public void problem(String problem) {
        problems.add(problem);
    }

    /**
     * Ends the reading. A setting that was never read is a problem.
     *
     * @throws InvalidSettingException if there were problems; it reports all of them
     */
    public void check() {
        Set<String> all = new TreeSet<>(known);
        all.addAll(settings.otherNames());
        settings.values().forEach((name, value) -> {
            if (!known.contains(name)) {
                problem("unknown setting " + quoted(name, value) + "; " + settings.scheme() + ": takes "
                        + (all.isEmpty() ? "none" : String.join(", ", all) + Suggestion.of(name, all)));
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
    }

    // A password with an '&' or a '?' that was not encoded looks like a name without a value.
    private static String quoted(String name, String value) {
        return value.isEmpty() || !NAME.matcher(name).matches()
                ? "(its name is not shown: it may be part of a secret)"
                : "'" + name + "'";
    }
}
