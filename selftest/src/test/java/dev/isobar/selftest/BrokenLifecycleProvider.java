package dev.isobar.selftest;

import dev.isobar.backend.memory.MemoryBackendProvider;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.util.Map;
import java.util.Set;

/** Offers {@code broken:<defect>} for KV. */
public final class BrokenLifecycleProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public BrokenLifecycleProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV ? Set.of("broken") : Set.of();
    }

    @Override
    public Backend open(BackendConfig config) {
        Backend good = new MemoryBackendProvider().open(BackendConfig.of("memory", "", Map.of()));
        return BrokenLifecycle.valueOf(config.address()).over(good);
    }
}
