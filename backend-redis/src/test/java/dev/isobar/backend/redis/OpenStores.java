package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;

/** The drivers themselves, for tests of calls that bindings do not hand out. */
final class OpenStores implements AutoCloseable {
    private final Backend backend;

    private OpenStores(Backend backend) {
        this.backend = backend;
    }

    static OpenStores at(String url) {
        return at(url, Map.of());
    }

    static OpenStores at(String url, Map<String, String> settings) {
        return at(url, settings, InstantSource.system());
    }

    static OpenStores at(String url, Map<String, String> settings, InstantSource clock) {
        URI parts = URI.create(url);
        return new OpenStores(new RedisBackendProvider()
                .open(new BackendConfig(parts.getScheme(), parts.getRawSchemeSpecificPart(), settings, clock)));
    }

    KvDriver kv(String store) {
        return backend.kv(new BindingTarget(store, null));
    }

    QueueDriver queue(String store) {
        return backend.queue(new BindingTarget(store, null));
    }

    static Sending message(String id) {
        return new Sending(new QueueRecord(id, Instant.now(), "text", id.getBytes(UTF_8)), Duration.ZERO);
    }

    @Override
    public void close() {
        backend.close();
    }
}
