package dev.isobar.backend.memory;

import dev.isobar.error.Service;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.support.MapStoreDriver;
import dev.isobar.spi.support.QueueRetention;
import dev.isobar.spi.support.SettingsReader;
import java.time.Duration;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The stores of one environment: two bindings of one resource share a store. */
final class MemoryBackend implements Backend {
    private final InstantSource clock;
    private final InstantSource elapsed;
    private final ConcurrentMap<String, R2Driver> buckets = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, VectorizeDriver> indexes = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, KvDriver> namespaces = new ConcurrentHashMap<>();
    private final ConcurrentMap<String, MemoryQueueDriver> queues = new ConcurrentHashMap<>();

    /** Takes the time of timestamps and of expiry, and the clock to measure waiting with. */
    MemoryBackend(InstantSource clock, InstantSource elapsed) {
        this.clock = clock;
        this.elapsed = elapsed;
    }

    /** Checks the settings of a binding. */
    static void check(Service service, Settings settings) {
        switch (service) {
            case QUEUES -> retention(settings);
            case VECTORIZE -> MemoryVectorizeConfig.of(settings);
            default -> new SettingsReader(settings).check();
        }
    }

    private static Duration retention(Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        Duration retention = QueueRetention.read(reader);
        reader.check();
        return retention;
    }

    @Override
    public AiDriver ai(BindingTarget target) {
        check(Service.AI, target.settings());
        return MemoryAi.builder().build();
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        check(Service.KV, target.settings());
        return namespaces.computeIfAbsent(target.store(), this::namespace);
    }

    @Override
    public QueueDriver queue(BindingTarget target) {
        return queue(target.store(), retention(target.settings()));
    }

    private MemoryQueueDriver queue(String name, Duration retention) {
        return queues.computeIfAbsent(name, missing -> emptyQueue(retention));
    }

    /** A dead letter queue that nothing declares keeps its messages as long as the queue that buries into it. */
    private MemoryQueueDriver emptyQueue(Duration retention) {
        return new MemoryQueueDriver(elapsed, retention, dead -> queue(dead, retention));
    }

    @Override
    public R2Driver r2(BindingTarget target) {
        check(Service.R2, target.settings());
        return buckets.computeIfAbsent(target.store(), this::bucket);
    }

    @Override
    public VectorizeDriver vectorize(BindingTarget target) {
        MemoryVectorizeConfig settings = MemoryVectorizeConfig.of(target.settings());
        return indexes.computeIfAbsent(target.store(), store -> index(settings));
    }

    @Override
    public @Nullable StoreDriver stores(Service service, Settings settings) {
        return switch (service) {
            case KV -> managed(namespaces, this::namespace);
            case QUEUES -> {
                Duration retention = retention(settings);
                yield managed(queues, name -> emptyQueue(retention));
            }
            case R2 -> managed(buckets, this::bucket);
            case VECTORIZE -> {
                MemoryVectorizeConfig index = MemoryVectorizeConfig.of(settings);
                yield managed(indexes, store -> index(index));
            }
            default -> null;
        };
    }

    private static <D> StoreDriver managed(ConcurrentMap<String, D> stores, Function<String, D> empty) {
        return new MapStoreDriver<>(stores, empty, dropped -> {});
    }

    private KvDriver namespace(String name) {
        return new MemoryKvDriver(clock);
    }

    private R2Driver bucket(String name) {
        return new MemoryR2Driver(clock, elapsed);
    }

    private VectorizeDriver index(MemoryVectorizeConfig settings) {
        return new MemoryVectorizeDriver(settings, elapsed);
    }

    @Override
    public void close() {
        buckets.clear();
        indexes.clear();
        namespaces.clear();
        queues.clear();
    }
}
