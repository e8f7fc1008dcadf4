package dev.isobar.backend.redis;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Settings;
import java.util.Set;

/** Offers {@code redis:}, {@code rediss:}, {@code redis-sentinel:} and {@code redis-cluster:} for KV and queues. */
public final class RedisBackendProvider implements BackendProvider {
    private static final Set<String> SCHEMES = Set.of("redis", "redis-cluster", "redis-sentinel", "rediss");

    /** For {@link java.util.ServiceLoader}. */
    public RedisBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV || service == Service.QUEUES ? SCHEMES : Set.of();
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return RedisConfig.NAMES;
    }

    @Override
    public Set<String> storeSettings(String scheme) {
        return RedisStoreConfig.IDENTITY;
    }

    @Override
    public Set<String> secretSettings() {
        return RedisConfig.SECRETS;
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        if (service == Service.QUEUES) {
            RedisStoreConfig.ofQueue(settings);
        } else {
            RedisStoreConfig.ofNamespace(settings);
        }
    }

    @Override
    public Backend open(BackendConfig config) {
        return new RedisBackend(RedisConfig.of(config), new StoreClock(config.clock(), config.applicationClock()));
    }
}
