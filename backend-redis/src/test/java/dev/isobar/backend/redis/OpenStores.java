package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.Settings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;

/** The drivers themselves, for tests of calls that bindings do not hand out. */
final class OpenStores implements AutoCloseable {
    private final Backend backend;
    private final Settings settings;

    private OpenStores(Backend backend, Settings settings) {
        this.backend = backend;
        this.settings = settings;
    }

    static OpenStores at(String url) {
        return at(url, Map.of());
    }

    static OpenStores at(String url, Map<String, String> settings) {
        return new OpenStores(new RedisBackendProvider().open(config(url, settings)), ofBinding(settings));
    }

    static OpenStores at(String url, Map<String, String> settings, InstantSource clock) {
        return new OpenStores(
                new RedisBackendProvider().open(config(url, settings).withClock(clock)), ofBinding(settings));
    }

    private static BackendConfig config(String url, Map<String, String> settings) {
        URI parts = URI.create(url);
        Map<String, String> ofConnection = new HashMap<>(settings);
        ofConnection.keySet().retainAll(RedisConfig.NAMES);
        return BackendConfig.of(parts.getScheme(), parts.getRawSchemeSpecificPart(), ofConnection);
    }

    private static Settings ofBinding(Map<String, String> settings) {
        Map<String, String> rest = new HashMap<>(settings);
        rest.keySet().removeAll(RedisConfig.NAMES);
        return Settings.of("redis", rest);
    }

    KvDriver kv(String store) {
        return backend.kv(new BindingTarget(store, null, settings));
    }

    QueueDriver queue(String store) {
        return backend.queue(new BindingTarget(store, null, settings));
    }

    static Sending message(String id) {
        return new Sending(new QueueRecord(id, Instant.now(), "text", id.getBytes(UTF_8)), Duration.ZERO);
    }

    @Override
    public void close() {
        backend.close();
    }
}
