package dev.isobar.backend.redis;

import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.codec.ByteArrayCodec;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import io.lettuce.core.resource.ClientResources;

/** One server, or the master that sentinels name: the client asks them again whenever it connects. */
final class NodeLink extends RedisLink {
    private final RedisClient client;
    private final RedisURI uri;
    private final StatefulRedisConnection<byte[], byte[]> connection;

    NodeLink(RedisConfig config, ClientResources resources) {
        super(config.timeout());
        this.uri = RedisAccess.uris(config).get(0);
        this.client = RedisClient.create(resources);
        try {
            client.setOptions(
                    RedisAccess.options(ClientOptions.builder(), config).build());
            this.connection = client.connect(ByteArrayCodec.INSTANCE, uri);
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
        return client.connectPubSub(ByteArrayCodec.INSTANCE, uri);
    }

    @Override
    AbstractRedisClient client() {
        return client;
    }

    @Override
    boolean connected() {
        return connection.isOpen();
    }

    @Override
    boolean cluster() {
        return false;
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
