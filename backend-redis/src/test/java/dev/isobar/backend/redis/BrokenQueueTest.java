package dev.isobar.backend.redis;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueSendOptions;
import io.lettuce.core.RedisClient;
import io.lettuce.core.RedisURI;
import io.lettuce.core.api.StatefulRedisConnection;
import io.lettuce.core.api.sync.RedisCommands;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is left of a queue when its keys were deleted by hand, or evicted by the server. */
class BrokenQueueTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final QueueSendOptions TEXT = QueueSendOptions.NONE.withContentType(QueueContentType.TEXT);

    private final String prefix = TestServers.uniquePrefix();
    private final String part = prefix + "queue:{JOBS:0.0}:";
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private Env env;
    private StatefulRedisConnection<String, String> connection;
    private RedisCommands<String, String> redis;

    @BeforeEach
    void open() {
        InstantSource clock = () -> now;
        env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "JOBS", TestServers.single() + "?prefix=" + prefix)
                .consumer("JOBS", QueueConsumerSettings.DEFAULT)
                .open();
        connection = env.unwrap("JOBS", RedisClient.class).connect(RedisURI.create(TestServers.single()));
        redis = connection.sync();
    }

    @AfterEach
    void close() {
        connection.close();
        env.close();
    }

    private String send(String body) {
        env.queue("JOBS").send(body, TEXT);
        String place = redis.zrevrange(part + "ready", 0, 0).get(0);
        return place.substring(place.indexOf(':') + 1);
    }

    private List<PulledMessage> pull() {
        return env.puller("JOBS").pull(10, MINUTE);
    }

    private static List<String> bodies(List<PulledMessage> messages) {
        return messages.stream()
                .map(message -> new String(message.body(), UTF_8))
                .toList();
    }

    private void acknowledge(List<PulledMessage> messages) {
        List<String> leases = messages.stream().map(PulledMessage::leaseId).toList();
        assertEquals(leases.size(), env.puller("JOBS").settle(leases, Map.of()).ackCount());
    }

    private void assertNothingIsLeft() {
        assertEquals(0, env.queue("JOBS").metrics().backlogCount());
        assertEquals(0, env.queue("JOBS").metrics().backlogBytes());
        List<String> left = new ArrayList<>(redis.keys(part + "*"));
        left.remove(part + "info");
        assertEquals(List.of(), left);
    }

    @ParameterizedTest
    @ValueSource(strings = {"heads", "bodies"})
    void dropsAMessageThatIsNotWhole(String lost) {
        send("first");
        redis.hdel(part + lost, send("broken"));
        send("last");

        assertEquals(2, env.queueControl("JOBS").peek(10).size());
        List<PulledMessage> pulled = pull();

        assertEquals(List.of("first", "last"), bodies(pulled));
        acknowledge(pulled);
        assertNothingIsLeft();
    }

    @Test
    void dropsAMessageWhoseHeadIsNoHead() {
        redis.hset(part + "heads", send("broken"), "nonsense");

        assertEquals(List.of(), pull());
        assertNothingIsLeft();
    }

    @Test
    void dropsADelayedMessageWithoutHead() {
        env.queue("JOBS").send("broken", TEXT.withDelay(MINUTE));
        redis.del(part + "heads");
        now = now.plus(MINUTE);

        assertEquals(List.of(), pull());
        assertNothingIsLeft();
    }

    @Test
    void countsRightAgainAfterAMessageOfUnknownSize() {
        String broken = send("broken");
        redis.hdel(part + "heads", broken);
        redis.hdel(part + "bodies", broken);

        assertEquals(List.of(), pull());
        assertNothingIsLeft();
    }

    @Test
    void endsTheRetentionOfAMessageWithoutHead() {
        redis.hdel(part + "heads", send("broken"));
        redis.del(part + "ready");
        now = now.plus(Duration.ofDays(5));

        assertEquals(0, env.queue("JOBS").metrics().backlogCount());
        assertEquals(0, redis.exists(part + "sent", part + "bodies"));
    }

    @Test
    void holdsASettlementOfABrokenMessageForLost() {
        redis.hdel(part + "heads", send("broken"));
        PulledMessage whole = pull(send("whole"));
        redis.hdel(part + "heads", whole.id());

        assertTrue(env.puller("JOBS")
                .settle(List.of(), Map.of(whole.leaseId(), Duration.ZERO))
                .warnings()
                .containsKey(whole.leaseId()));
    }

    private PulledMessage pull(String id) {
        PulledMessage only = pull().get(0);
        assertEquals(id, only.id());
        return only;
    }

    @ParameterizedTest
    @ValueSource(strings = {"ready", "sent", "later", "heads", "bodies", "info"})
    void goesOnWithoutAKey(String evicted) {
        send("leased");
        pull();
        send("ready");
        env.queue("JOBS").send("delayed", TEXT.withDelay(MINUTE));
        redis.del(part + evicted);
        now = now.plus(MINUTE.multipliedBy(2));

        assertTrue(env.queue("JOBS").metrics().backlogBytes() >= 0);
        send("new");
        assertTrue(bodies(pullAll()).contains("new"));
        assertEquals(0, env.queue("JOBS").metrics().backlogCount());
        env.queueControl("JOBS").purge();

        assertNothingIsLeft();
        assertNull(env.queue("JOBS").metrics().oldestMessageTimestamp());
    }

    private List<PulledMessage> pullAll() {
        List<PulledMessage> all = new ArrayList<>(pull());
        all.addAll(pull());
        return all;
    }
}
