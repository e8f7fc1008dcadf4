package dev.isobar.backend.jdbc;

import dev.isobar.backend.jdbc.sqlite.SqliteBackend;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Settings;
import java.util.Set;

/**
 * Offers {@code jdbc:sqlite:<file>} and {@code memory:} for D1.
 *
 * @since 0.1.0
 */
public final class JdbcBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public JdbcBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.D1 ? Set.of("jdbc:sqlite", "memory") : Set.of();
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return SqliteBackend.connectionSettings(scheme);
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        SqliteBackend.check(settings);
    }

    @Override
    public Backend open(BackendConfig config) {
        return switch (config.scheme()) {
            case "jdbc:sqlite", "memory" -> new SqliteBackend(config);
            default -> throw new IllegalArgumentException("unknown scheme " + config.scheme());
        };
    }
}
