package dev.isobar.backend.redis;

import dev.isobar.spi.Failure;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisFuture;
import io.lettuce.core.cluster.api.async.RedisClusterAsyncCommands;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The shared connection of one URL, to one server or to a cluster. */
abstract class RedisLink implements AutoCloseable {
    private final long timeoutNanos;

    RedisLink(Duration timeout) {
        this.timeoutNanos = timeout.toNanos();
    }

    /** Commands of the shared connection; nothing that blocks the server's side may be sent here. */
    abstract RedisClusterAsyncCommands<byte[], byte[]> commands();

    /** Opens a connection that listens; the caller closes it. */
    abstract StatefulRedisPubSubConnection<byte[], byte[]> listen();

    /** The client of Lettuce. */
    abstract AbstractRedisClient client();

    /** Whether the connection stands at this moment, as far as the client knows. */
    abstract boolean connected();

    /** Whether keys of one command may only be of one slot. */
    abstract boolean cluster();

    /** Waits for an answer, within the time limit of a call. */
    <T extends @Nullable Object> T await(RedisFuture<T> answer) {
        return LettuceFutures.awaitOrCancel(answer, timeoutNanos, TimeUnit.NANOSECONDS);
    }

    <T> @Nullable T unwrap(Class<T> type) {
        return type.isInstance(client()) ? type.cast(client()) : null;
    }

    Failure classify(Throwable thrown) {
        return RedisFailures.classify(thrown, connected());
    }

    @Override
    public abstract void close();
}
