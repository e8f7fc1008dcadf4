package dev.isobar.backend.memory;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.ElapsedClock;
import java.util.Set;

/** Offers {@code memory:} for every service but D1, whose memory is SQLite's. */
public final class MemoryBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public MemoryBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.D1 ? Set.of() : Set.of("memory");
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        MemoryBackend.check(service, settings);
    }

    @Override
    public Backend open(BackendConfig config) {
        return new MemoryBackend(config.clock(), ElapsedClock.of(config));
    }
}
