package author.starter;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Settings;
import java.util.Set;

/** Offers {@code starter:} for KV. */
public final class StarterBackendProvider implements BackendProvider {
    /** For {@link java.util.ServiceLoader}. */
    public StarterBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV ? Set.of("starter") : Set.of();
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        StarterConfig.of(settings);
    }

    @Override
    public Backend open(BackendConfig config) {
        return new StarterBackend(config.clock());
    }
}
