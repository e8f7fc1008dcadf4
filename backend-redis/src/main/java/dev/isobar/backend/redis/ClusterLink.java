package dev.isobar.backend.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.cluster.ClusterClientOptions;
import io.lettuce.core.cluster.ClusterTopologyRefreshOptions;
import io.lettuce.core.cluster.RedisClusterClient;
import io.lettuce.core.cluster.api.StatefulRedisClusterConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.cluster.models.partitions.RedisClusterNode.NodeFlag;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;
import java.time.Duration;

/** A cluster, whose changes of shape the client follows. */
final class ClusterLink extends RedisLink {
    private static final Duration LOOK_AGAIN = Duration.ofSeconds(30);

    /** The least time between looks for which there is a reason, such as a node that is away. */
    private static final Duration SOON = Duration.ofSeconds(1);

    private final RedisClusterClient client;
    private final StatefulRedisClusterConnection<byte[], byte[]> connection;

    ClusterLink(RedisConfig config, ClientResources resources) {
        super(config.timeout());
        this.client = RedisClusterClient.create(resources, RedisAccess.uris(config));
        try {
            ClusterClientOptions.Builder options = ClusterClientOptions.builder()
                    .topologyRefreshOptions(ClusterTopologyRefreshOptions.builder()
                            .enablePeriodicRefresh(LOOK_AGAIN)
                            .adaptiveRefreshTriggersTimeout(SOON)
                            .build());
            RedisAccess.options(options, config);
            client.setOptions(options.build());
            this.connection = client.connect(ByteArrayCodec.INSTANCE);
        } catch (RuntimeException | Error refused) {
            RedisAccess.shutDown(client);
            throw refused;
        }
    }

    @Override
    RedisClusterAsyncCommands<byte[], byte[]> commands() {
        return connection.async();
    }

    @Override
    StatefulRedisPubSubConnection<byte[], byte[]> listen() {
        return client.connectPubSub(ByteArrayCodec.INSTANCE);
    }

    @Override
    AbstractRedisClient client() {
        return client;
    }

    // The client does not say which node a call went to.
    @Override
    boolean connected() {
        return connection.getPartitions().stream()
                .filter(node -> node.is(NodeFlag.UPSTREAM) && !node.hasNoSlots())
                .map(node -> connection.getConnectionAsync(
                        node.getUri().getHost(), node.getUri().getPort()))
                .allMatch(its -> its.isDone()
                        && !its.isCompletedExceptionally()
                        && its.join().isOpen());
    }

    @Override
    boolean cluster() {
        return true;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } finally {
            RedisAccess.shutDown(client);
        }
    }
}
