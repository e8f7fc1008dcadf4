package dev.isobar.backend.memory;

import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.support.QueueRetention;
import dev.isobar.spi.support.SettingsReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stores of one environment: two bindings of one resource share a store. */
final class MemoryBackend implements Backend {
    private final BackendConfig config;
    private final Map<String, R2Driver> buckets = new ConcurrentHashMap<>();
    private final Map<String, VectorizeDriver> indexes = new ConcurrentHashMap<>();
    private final Map<String, KvDriver> namespaces = new ConcurrentHashMap<>();
    private final Map<String, MemoryQueueDriver> queues = new ConcurrentHashMap<>();

    MemoryBackend(BackendConfig config) {
        this.config = config;
    }

    private static void nothing(BindingTarget target) {
        new SettingsReader(target.settings()).check();
    }

    @Override
    public AiDriver ai(BindingTarget target) {
        nothing(target);
        return MemoryAi.builder().build();
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        nothing(target);
        return namespaces.computeIfAbsent(target.store(), store -> new MemoryKvDriver(config.clock()));
    }

    @Override
    public QueueDriver queue(BindingTarget target) {
        SettingsReader settings = new SettingsReader(target.settings());
        Duration retention = QueueRetention.read(settings);
        settings.check();
        return queue(target.store(), retention);
    }

    private MemoryQueueDriver queue(String name, Duration retention) {
        return queues.computeIfAbsent(
                name,
                // A dead letter queue that nothing declares keeps its messages as long as the queue that buries into
                // it.
                queue -> new MemoryQueueDriver(config.clock(), retention, dead -> queue(dead, retention)));
    }

    @Override
    public R2Driver r2(BindingTarget target) {
        nothing(target);
        return buckets.computeIfAbsent(target.store(), store -> new MemoryR2Driver(config.clock()));
    }

    @Override
    public VectorizeDriver vectorize(BindingTarget target) {
        MemoryVectorizeConfig settings = MemoryVectorizeConfig.of(target.settings());
        return indexes.computeIfAbsent(target.store(), store -> new MemoryVectorizeDriver(settings, config.clock()));
    }

    @Override
    public void close() {
        buckets.clear();
        indexes.clear();
        namespaces.clear();
        queues.clear();
    }
}
