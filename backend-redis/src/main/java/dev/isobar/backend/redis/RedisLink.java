package dev.isobar.backend.redis;

import dev.isobar.spi.Failure;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.LettuceFutures;
import io.lettuce.core.RedisCommandInterruptedException;
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

    /** Waits for an answer, within the time limit of a call. An interrupt ends the wait, unless the answer is there. */
    <T extends @Nullable Object> T await(RedisFuture<T> answer) {
        if (answer.isDone()) {
            return finish(answer);
        }
        try {
            return LettuceFutures.awaitOrCancel(answer, timeoutNanos, TimeUnit.NANOSECONDS);
        } catch (RedisCommandInterruptedException interrupted) {
            // What the client has not sent yet, it shall not send any more.
            if (answer.cancel(true)) {
                throw interrupted;
            }
            return finish(answer);
        }
    }

    /** Waits for an answer, within the time limit of a call, although the thread is interrupted; the flag stays set. */
    <T extends @Nullable Object> T finish(RedisFuture<T> answer) {
        long end = System.nanoTime() + timeoutNanos;
        boolean interrupted = Thread.interrupted();
        try {
            while (true) {
                try {
                    // No time at all would mean that the client waits without a limit.
                    long left = Math.max(1, end - System.nanoTime());
                    return LettuceFutures.awaitOrCancel(answer, left, TimeUnit.NANOSECONDS);
                } catch (RedisCommandInterruptedException again) {
                    interrupted |= Thread.interrupted();
                }
            }
        } finally {
            if (interrupted) {
                Thread.currentThread().interrupt();
            }
        }
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
