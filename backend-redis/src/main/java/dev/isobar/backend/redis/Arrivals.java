package dev.isobar.backend.redis;

import io.lettuce.core.pubsub.RedisPubSubAdapter;
import io.lettuce.core.pubsub.StatefulRedisPubSubConnection;
import java.nio.ByteBuffer;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Hears of new messages, for all queues of a backend over one connection, which opens when the first consumer waits. */
final class Arrivals {
    private final RedisLink link;
    private final ReentrantLock lock = new ReentrantLock();
    private final Map<ByteBuffer, Arrival> arrivals = new ConcurrentHashMap<>();
    private @Nullable StatefulRedisPubSubConnection<byte[], byte[]> connection;

    Arrivals(RedisLink link) {
        this.link = link;
    }

    /** Listens to a channel. What is missed while the connection is down is missed; consumers look by themselves too. */
    Arrival listen(byte[] channel) {
        lock.lock();
        try {
            Arrival known = arrivals.get(ByteBuffer.wrap(channel));
            if (known != null) {
                return known;
            }
            Arrival arrival = new Arrival();
            arrivals.put(ByteBuffer.wrap(channel), arrival);
            boolean heard = false;
            try {
                link.await(connection().async().subscribe(channel));
                heard = true;
                return arrival;
            } finally {
                if (!heard) {
                    arrivals.remove(ByteBuffer.wrap(channel));
                }
            }
        } finally {
            lock.unlock();
        }
    }

    private StatefulRedisPubSubConnection<byte[], byte[]> connection() {
        StatefulRedisPubSubConnection<byte[], byte[]> open = connection;
        if (open == null) {
            open = link.listen();
            open.addListener(new RedisPubSubAdapter<>() {
                @Override
                public void message(byte[] channel, byte[] message) {
                    Arrival arrival = arrivals.get(ByteBuffer.wrap(channel));
                    if (arrival != null) {
                        arrival.tell();
                    }
                }
            });
            connection = open;
        }
        return open;
    }
}
