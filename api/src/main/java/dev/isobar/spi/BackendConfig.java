package dev.isobar.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a backend is to be opened.
 *
 * @param scheme the URL's scheme in lower case, without the colon
 * @param address what stands between the scheme's colon and the question mark, undecoded; may be empty
 * @param settings the decoded query of the URL, in its order
 * @param clock the time; a backend whose store keeps time itself says so by not declaring {@link
 *     Capability#CONTROLLED_CLOCK}
 * @param folder the folder of the configuration files, to which relative paths refer; empty for the working directory
 */
public record BackendConfig(
        String scheme, String address, Map<String, String> settings, InstantSource clock, Path folder) {
    /** Copies the settings. */
    public BackendConfig {
        settings = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(settings));
    }

    /**
     * Says how a backend is to be opened whose relative paths refer to the working directory.
     *
     * @param scheme the URL's scheme in lower case, without the colon
     * @param address what stands between the scheme's colon and the question mark, undecoded; may be empty
     * @param settings the decoded query of the URL, in its order
     * @param clock the time
     */
    public BackendConfig(String scheme, String address, Map<String, String> settings, InstantSource clock) {
        this(scheme, address, settings, clock, Path.of(""));
    }

    /**
     * Resolves a path of the URL.
     *
     * @param path an absolute path, or one relative to {@link #folder()}
     * @return the path
     */
    public Path path(String path) {
        return folder.resolve(path);
    }

    /**
     * Returns a setting.
     *
     * @param name the name in the URL's query
     * @return its value, or {@code null} if it is not given
     */
    public @Nullable String setting(String name) {
        return settings.get(name);
    }

    /**
     * Refuses settings that the backend does not know.
     *
     * @param known the names that the backend knows
     * @throws InvalidSettingException if there are others; it names them and the known ones
     */
    public void allowOnly(String... known) {
        List<String> names = List.of(known);
        List<String> problems = new ArrayList<>();
        for (String name : settings.keySet()) {
            if (!names.contains(name)) {
                problems.add("unknown setting '" + name + "'; "
                        + (names.isEmpty() ? scheme + ": takes none" : scheme + ": takes " + String.join(", ", names)));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSettingException(problems);
        }
    }

    /** Shows the scheme and the names of the settings: addresses and values may hold credentials. */
    @Override
    public String toString() {
        return scheme + ":… " + settings.keySet();
    }
}
