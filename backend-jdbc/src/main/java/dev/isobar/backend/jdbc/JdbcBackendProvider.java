package dev.isobar.backend.jdbc;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.util.Set;

/** Offers {@code jdbc:sqlite:<file>} and {@code memory:} for D1. */
public final class JdbcBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public JdbcBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.D1 ? Set.of("jdbc:sqlite", "memory") : Set.of();
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return scheme.equals("memory") ? Set.of() : JdbcConfig.NAMES;
    }

    @Override
    public Backend open(BackendConfig config) {
        return new JdbcBackend(config);
    }
}
