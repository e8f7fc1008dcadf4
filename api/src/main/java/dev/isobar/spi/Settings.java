package dev.isobar.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection or of a binding: that part of a URL's query which concerns it. Read them with a {@link
 * dev.isobar.spi.support.SettingsReader}.
 *
 * @param scheme the URL's scheme in lower case, without the last colon, for messages
 * @param values the decoded values by name, in the order of the URL
 * @param folder the folder of the configuration files, to which relative paths refer; empty for the working directory
 * @since 0.1.0
 */
public record Settings(String scheme, Map<String, String> values, Path folder) {
    /** Copies the values. */
    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
    }

    /**
     * Makes settings whose relative paths refer to the working directory.
     *
     * @param scheme the URL's scheme in lower case, without the last colon
     * @param values the decoded values by name
     * @return the settings
     */
    public static Settings of(String scheme, Map<String, String> values) {
        return new Settings(scheme, values, Path.of(""));
    }

    /**
     * Returns a value.
     *
     * @param name the name in the URL's query
     * @return its value, or {@code null} if it is not given
     */
    public @Nullable String get(String name) {
        return values.get(name);
    }

    /** Shows the scheme and the names: values may hold credentials. */
    @Override
    public String toString() {
        return scheme + ":… " + values.keySet();
    }
}
