package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.tck.TestClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Messages that were stored when heads had neither failures nor turns. */
class EarlierLayoutTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final String prefix = TestServers.uniquePrefix();
    private final String part = prefix + "queue:{JOBS:0.0}:";
    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final OpenStores stores = OpenStores.at(TestServers.single(), Map.of("prefix", prefix), clock);
    private final QueueDriver queue = stores.queue("JOBS");
    private final RedisClient client = RedisClient.create(TestServers.single());
    private final StatefulRedisConnection<String, String> connection = client.connect();

    @BeforeEach
    void storeInTheEarlierLayout() {
        RedisCommands<String, String> redis = connection.sync();
        long now = clock.instant().toEpochMilli();
        redis.zadd(part + "ready", (double) (now * 2_048 + 7), "waiting");
        redis.zadd(part + "sent", (double) now, "waiting");
        redis.zadd(part + "later", (double) ((now + 999) * 2_048), "leased");
        redis.hset(part + "heads", "waiting", "1767225600000 4 text 0 0 0 " + now);
        redis.hset(part + "heads", "leased", "1767225600000 4 text 3 3 1 " + now);
        redis.hset(part + "bodies", Map.of("waiting", "body", "leased", "body"));
        redis.hset(part + "info", Map.of("bytes", "4", "last", Long.toString(now), "turn", "7"));
    }

    @AfterEach
    void close() {
        connection.close();
        client.shutdown();
        stores.close();
    }

    private List<String> take() throws Exception {
        return queue.take(10, Duration.ZERO, MINUTE).messages().stream()
                .map(leased -> leased.message().id() + " " + leased.attempts() + " " + leased.failures())
                .toList();
    }

    @Test
    void areDelivered() throws Exception {
        clock.advance(Duration.ofSeconds(1));
        queue.send(List.of(OpenStores.message("new")));

        assertEquals(List.of("waiting 1 0", "leased 4 2", "new 1 0"), take());
    }

    @Test
    void areRetriedAndRemoved() throws Exception {
        Leased waiting = queue.take(1, Duration.ZERO, MINUTE).messages().get(0);
        queue.settle(List.of(new Settlement(waiting.lease(), Decision.RETRY, Duration.ZERO)), null);
        clock.advance(Duration.ofSeconds(1));

        assertEquals(List.of("waiting 2 1", "leased 4 2"), take());
        clock.advance(MINUTE);
        for (Leased leased : queue.take(10, Duration.ZERO, MINUTE).messages()) {
            queue.settle(List.of(new Settlement(leased.lease(), Decision.ACK, Duration.ZERO)), null);
        }

        assertEquals(0, queue.backlog().count());
        assertEquals(0, queue.backlog().bytes());
        assertEquals(List.of(part + "info"), connection.sync().keys(part + "*"));
    }
}
