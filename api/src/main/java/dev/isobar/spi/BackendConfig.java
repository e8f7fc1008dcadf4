package dev.isobar.spi;

import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a backend is to be opened: what identifies its connection. What is left of the URL's query are the settings of
 * each binding, see {@link BindingTarget#settings()}.
 *
 * @param address what stands between the scheme's colon and the question mark, undecoded; may be empty
 * @param settings the settings that {@link BackendProvider#connectionSettings} names
 * @param clock the time; if code passed none it is the system's, for timestamps and expiry, and {@link
 *     dev.isobar.spi.support.ElapsedClock} measures waiting
 * @param applicationClock whether code passed the clock to {@code EnvBuilder.clock}. If so, expiry, leases and delays
 *     follow it, and the drivers declare {@link Capability#CONTROLLED_CLOCK} if they can do that; if not, a store that
 *     keeps time itself follows its own.
 * @since 0.1.0
 */
public record BackendConfig(String address, Settings settings, InstantSource clock, boolean applicationClock) {
    /**
     * Says how a backend is to be opened that follows the system's clock and whose relative paths refer to the working
     * directory.
     *
     * @param scheme the URL's scheme in lower case, without the last colon
     * @param address what stands between the scheme's colon and the question mark, undecoded; may be empty
     * @param settings the settings of the connection
     * @return the configuration
     */
    public static BackendConfig of(String scheme, String address, Map<String, String> settings) {
        return new BackendConfig(address, Settings.of(scheme, settings), InstantSource.system(), false);
    }

    /**
     * Passes a clock, as an application does in its tests.
     *
     * @param passed the time
     * @return a changed copy
     */
    public BackendConfig withClock(InstantSource passed) {
        return new BackendConfig(address, settings, passed, true);
    }

    /**
     * Returns the URL's scheme.
     *
     * @return the one of the provider's schemes that the URL begins with, such as {@code redis} or {@code jdbc:sqlite}
     */
    public String scheme() {
        return settings.scheme();
    }

    /**
     * Returns a setting of the connection.
     *
     * @param name the name in the URL's query
     * @return its value, or {@code null} if it is not given
     */
    public @Nullable String setting(String name) {
        return settings.get(name);
    }

    /**
     * Resolves a path of the URL.
     *
     * @param path an absolute path, or one relative to the folder of the configuration files
     * @return the path
     */
    public Path path(String path) {
        return settings.folder().resolve(path);
    }

    /** Shows the scheme and the names of the settings: addresses and values may hold credentials. */
    @Override
    public String toString() {
        return settings.toString();
    }
}
