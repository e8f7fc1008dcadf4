package dev.isobar.spi;

import java.nio.file.Path;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection or of a binding: that part of a URL's query which belongs to it. Backends read them with
 * a {@link dev.isobar.spi.support.SettingsReader}.
 *
 * @param scheme the URL's scheme in lower case, without the last colon, for messages
 * @param values the decoded values by name, in the order of the URL
 * @param folder the folder of the configuration files, to which relative paths refer; empty for the working directory
 * @param confidential the names of the settings whose values must not appear in messages: secrets, and values that came
 *     from a variable or a file
 * @param otherNames the names of settings that the same URL may have and that are not part of these, for messages about
 *     unknown names
 * @since 0.1.0
 */
public record Settings(
        String scheme, Map<String, String> values, Path folder, Set<String> confidential, Set<String> otherNames) {
    /** Copies the collections. */
    public Settings {
        values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
        confidential = Set.copyOf(confidential);
        otherNames = Set.copyOf(otherNames);
    }

    /**
     * Makes settings whose relative paths refer to the working directory and whose values may appear in messages.
     *
     * @param scheme the URL's scheme in lower case, without the last colon
     * @param values the decoded values by name
     * @return the settings
     */
    public static Settings of(String scheme, Map<String, String> values) {
        return new Settings(scheme, values, Path.of(""), Set.of(), Set.of());
    }

    /**
     * Replaces the values.
     *
     * @param others the decoded values by name
     * @return a changed copy
     */
    public Settings withValues(Map<String, String> others) {
        return new Settings(scheme, others, folder, confidential, otherNames);
    }

    /**
     * Sets the folder to which relative paths refer.
     *
     * @param base the folder
     * @return a changed copy
     */
    public Settings withFolder(Path base) {
        return new Settings(scheme, values, base, confidential, otherNames);
    }

    /**
     * Sets which values must not appear in messages.
     *
     * @param names the names of their settings
     * @return a changed copy
     */
    public Settings withConfidential(Set<String> names) {
        return new Settings(scheme, values, folder, names, otherNames);
    }

    /**
     * Sets which other settings the URL may have.
     *
     * @param names their names
     * @return a changed copy
     */
    public Settings withOtherNames(Set<String> names) {
        return new Settings(scheme, values, folder, confidential, names);
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
