package dev.isobar.backend.redis;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Failure;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** One connection for all bindings of a URL; the namespaces and queues behind it. */
final class RedisBackend implements Backend {
    private static final int PARTITIONS_IN_A_CLUSTER = 16;

    private final RedisConfig config;
    private final StoreClock clock;
    private final SharedResources shared;
    private final RedisLink link;
    private final Arrivals arrivals;
    private final Map<String, RedisKvDriver> namespaces = new ConcurrentHashMap<>();
    private final Map<String, RedisQueueDriver> queues = new ConcurrentHashMap<>();

    RedisBackend(RedisConfig config, StoreClock clock) {
        this.config = config;
        this.clock = clock;
        this.shared = SharedResources.join();
        try {
            this.link = connect();
        } catch (RuntimeException refused) {
            shared.close();
            throw explained(refused);
        } catch (Error fatal) {
            shared.close();
            throw fatal;
        }
        this.arrivals = new Arrivals(link);
    }

    private RedisLink connect() {
        return config.topology() == Topology.CLUSTER
                ? new ClusterLink(config, shared.resources())
                : new NodeLink(config, shared.resources());
    }

    private RuntimeException explained(RuntimeException refused) {
        if (RedisFailures.classify(refused, true).kind() == Failure.Kind.UNAUTHORIZED) {
            return problem("the server refused the user or the password", refused);
        }
        return RedisFailures.noMaster(refused)
                ? problem("the sentinels know no master '" + config.master() + "'", refused)
                : refused;
    }

    private static InvalidSettingException problem(String text, RuntimeException cause) {
        InvalidSettingException problem = new InvalidSettingException(List.of(text));
        problem.initCause(cause);
        return problem;
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        RedisStoreConfig store = RedisStoreConfig.ofNamespace(target.settings());
        String base = store.prefix() + "kv:";
        RedisKvDriver known = namespaces.get(base + target.store());
        if (known != null) {
            return known;
        }
        int standard = link.cluster() ? PARTITIONS_IN_A_CLUSTER : 1;
        Partitions partitions = Partitions.open(link, base, target.store(), store.partitions(), standard);
        RedisKvDriver opened = new RedisKvDriver(link, partitions, clock);
        RedisKvDriver sooner = namespaces.putIfAbsent(base + target.store(), opened);
        return sooner == null ? opened : sooner;
    }

    @Override
    public QueueDriver queue(BindingTarget target) {
        RedisStoreConfig store = RedisStoreConfig.ofQueue(target.settings());
        return queue(target.store(), store, store.partitions());
    }

    private RedisQueueDriver queue(String queue, RedisStoreConfig store, int wanted) {
        String base = store.prefix() + "queue:";
        RedisQueueDriver known = queues.get(base + queue);
        if (known != null) {
            return known;
        }
        int standard = Math.max(1, store.partitions());
        RedisQueueDriver opened = new RedisQueueDriver(
                link,
                Partitions.open(link, base, queue, wanted, standard),
                clock,
                store.retention(),
                arrivals,
                // It may be declared elsewhere, with other settings.
                deadLetters -> queue(deadLetters, store, 0));
        RedisQueueDriver sooner = queues.putIfAbsent(base + queue, opened);
        return sooner == null ? opened : sooner;
    }

    @Override
    public void close() {
        try {
            link.close();
        } finally {
            try {
                arrivals.close();
            } finally {
                shared.close();
            }
        }
    }
}
