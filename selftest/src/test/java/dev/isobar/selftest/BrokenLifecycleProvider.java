package dev.isobar.selftest;

import dev.isobar.backend.jdbc.JdbcBackendProvider;
import dev.isobar.backend.memory.MemoryBackendProvider;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.util.Map;
import java.util.Set;

/** Offers {@code broken:<defect>} for KV and {@code broken:<defect>:<file>} for D1. */
public final class BrokenLifecycleProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public BrokenLifecycleProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV || service == Service.D1 ? Set.of("broken") : Set.of();
    }

    @Override
    public Backend open(BackendConfig config) {
        String[] parts = config.address().split(":", 2);
        Backend good = parts.length == 1
                ? new MemoryBackendProvider().open(BackendConfig.of("memory", "", Map.of()))
                : new JdbcBackendProvider().open(BackendConfig.of("jdbc:sqlite", parts[1], Map.of()));
        for (BrokenStores defect : BrokenStores.values()) {
            if (defect.name().equals(parts[0])) {
                return defect.over(good);
            }
        }
        return parts[0].equals("GOOD")
                ? new BrokenBackend(good)
                : BrokenLifecycle.valueOf(parts[0]).over(good);
    }
}
