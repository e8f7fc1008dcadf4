package dev.isobar.backend.redis;

import dev.isobar.spi.support.OpenOnce;
import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.ByteBuffer;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Hears of new messages, for all queues of a backend over one connection, which opens when the first consumer waits. */
final class Arrivals implements AutoCloseable {
    private final RedisLink link;
    private final ConcurrentMap<ByteBuffer, Arrival> arrivals = new ConcurrentHashMap<>();
    private final AtomicReference<@Nullable OpenOnce<StatefulRedisPubSubConnection<byte[], byte[]>>> connection =
            new AtomicReference<>();
    private volatile boolean closed;

    Arrivals(RedisLink link) {
        this.link = link;
    }

    /**
     * Listens to a channel; once more changes nothing. What is missed while the connection is down is missed; consumers
     * look by themselves too. Of a closed backend it throws an {@link IllegalStateException}.
     */
    Arrival listen(byte[] channel) throws InterruptedException {
        StatefulRedisPubSubConnection<byte[], byte[]> open = connection();
        Arrival arrival = arrivals.computeIfAbsent(ByteBuffer.wrap(channel), name -> new Arrival());
        link.await(open.async().subscribe(channel));
        return arrival;
    }

    private StatefulRedisPubSubConnection<byte[], byte[]> connection() throws InterruptedException {
        OpenOnce<StatefulRedisPubSubConnection<byte[], byte[]>> mine = new OpenOnce<>(this::open);
        OpenOnce<StatefulRedisPubSubConnection<byte[], byte[]>> first = connection.compareAndExchange(null, mine);
        OpenOnce<StatefulRedisPubSubConnection<byte[], byte[]>> opening = first == null ? mine : first;
        // Whoever closes says so before it looks for a connection: one of both sees the other.
        if (closed) {
            opening.end();
        }
        try {
            return opening.get();
        } catch (RuntimeException | Error failed) {
            connection.compareAndSet(opening, null);
            throw failed;
        }
    }

    private StatefulRedisPubSubConnection<byte[], byte[]> open() {
        StatefulRedisPubSubConnection<byte[], byte[]> open = link.listen();
        open.addListener(new RedisPubSubAdapter<>() {
            @Override
            public void message(byte[] channel, byte[] message) {
                Arrival arrival = arrivals.get(ByteBuffer.wrap(channel));
                if (arrival != null) {
                    arrival.tell();
                }
            }
        });
        return open;
    }

    @Override
    public void close() {
        closed = true;
        OpenOnce<StatefulRedisPubSubConnection<byte[], byte[]>> opening = connection.get();
        StatefulRedisPubSubConnection<byte[], byte[]> open = opening == null ? null : opening.end();
        // The client that made it may have closed it already.
        if (open != null && open.isOpen()) {
            open.close();
        }
    }
}
