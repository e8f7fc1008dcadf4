package dev.isobar.backend.memory;

import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Driver;
import java.time.InstantSource;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The stores of one environment: two bindings of one resource share a store. */
final class MemoryBackend implements Backend {
    private final InstantSource clock;
    private final Map<String, R2Driver> buckets = new ConcurrentHashMap<>();
    private final Map<String, KvDriver> namespaces = new ConcurrentHashMap<>();
    private final Map<String, MemoryQueueDriver> queues = new ConcurrentHashMap<>();

    MemoryBackend(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public AiDriver ai(BindingTarget target) {
        return MemoryAi.builder().build();
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        return namespaces.computeIfAbsent(target.store(), store -> new MemoryKvDriver(clock));
    }

    @Override
    public QueueDriver queue(BindingTarget target) {
        return queue(target.store());
    }

    private MemoryQueueDriver queue(String name) {
        return queues.computeIfAbsent(name, queue -> new MemoryQueueDriver(clock, this::queue));
    }

    @Override
    public R2Driver r2(BindingTarget target) {
        return buckets.computeIfAbsent(target.store(), store -> new MemoryR2Driver(clock));
    }

    @Override
    public void close() {
        buckets.clear();
        namespaces.clear();
        queues.clear();
    }
}
