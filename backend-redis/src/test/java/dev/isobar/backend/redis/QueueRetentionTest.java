package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueSendOptions;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.tck.TestClock;
import io.lettuce.core.RedisClient;
import io.lettuce.core.api.StatefulRedisConnection;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How Redis drops what a queue has kept for its retention. */
class QueueRetentionTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);
    private static final Duration HOUR = Duration.ofHours(1);

    private final String prefix = TestServers.uniquePrefix();
    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));

    private OpenStores stores(String retention) {
        return OpenStores.at(TestServers.single(), Map.of("prefix", prefix, "retention", retention), clock);
    }

    private String url(String settings) {
        return TestServers.single() + "?prefix=" + prefix + settings;
    }

    private void fill(QueueDriver queue, int messages) throws Exception {
        List<Sending> batch = new ArrayList<>();
        for (int i = 0; i < messages; i++) {
            QueueRecord message = new QueueRecord("m" + i, clock.instant(), "text", new byte[10]);
            batch.add(new Sending(message, Duration.ZERO));
        }
        queue.send(batch);
    }

    @Test
    void handsOutNothingOldWhileManyMessagesWaitToBeDropped() throws Exception {
        try (OpenStores stores = stores("1h")) {
            QueueDriver queue = stores.queue("JOBS");
            fill(queue, 2_500);
            clock.advance(HOUR);

            assertEquals(List.of(), queue.peek(100));
            for (int calls = 0; calls < 20; calls++) {
                assertEquals(List.of(), queue.take(100, Duration.ZERO, MINUTE).messages());
            }

            assertEquals(0, queue.backlog().count());
            assertEquals(0, queue.backlog().bytes());
        }
    }

    @Test
    void givesTheMemoryOfAQueueBackThatNobodyUses() throws Exception {
        Map<String, String> settings = Map.of("prefix", prefix, "retention", "1h");
        try (OpenStores stores = OpenStores.at(TestServers.single(), settings)) {
            QueueDriver queue = stores.queue("JOBS");
            QueueRecord message = new QueueRecord("later", clock.instant(), "text", new byte[10]);
            queue.send(List.of(new Sending(message, Duration.ofDays(3))));
            fill(queue, 1);

            Duration longest = Duration.ofDays(4).plus(HOUR);
            assertEnds("bodies", longest);
            for (String key : List.of("heads", "later")) {
                assertEnds(key, longest.plus(HOUR));
            }
        }
    }

    private void assertEnds(String key, Duration most) {
        long left = millisLeft("queue:{JOBS:0.0}:" + key);
        assertTrue(left > most.minus(MINUTE).toMillis() && left <= most.toMillis(), key + " " + left);
    }

    private long millisLeft(String key) {
        RedisClient client = RedisClient.create(TestServers.single());
        try (StatefulRedisConnection<String, String> connection = client.connect()) {
            return connection.sync().pttl(prefix + key);
        } finally {
            client.shutdown();
        }
    }

    @Test
    void doesNotDropWhatAnotherProcessKeepsLonger() throws Exception {
        try (OpenStores longer = stores("14d");
                OpenStores shorter = stores("60s")) {
            fill(longer.queue("DEAD"), 1);
            clock.advance(Duration.ofDays(13));
            QueueDriver jobs = shorter.queue("JOBS");
            jobs.send(List.of(
                    new Sending(new QueueRecord("failed", clock.instant(), "text", new byte[1]), Duration.ZERO)));
            Leased failed = jobs.take(1, Duration.ZERO, MINUTE).messages().get(0);

            jobs.settle(List.of(new Settlement(failed.lease(), Decision.BURY, Duration.ZERO)), "DEAD");

            assertEquals(2, longer.queue("DEAD").backlog().count());
        }
    }

    @Test
    void followsTheSettingOfTheUrl() {
        try (Env env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "JOBS", url("&retention=12h"))
                .open()) {
            env.queue("JOBS").send("order");
            clock.advance(Duration.ofHours(12).minusSeconds(1));
            assertEquals(1, env.queue("JOBS").metrics().backlogCount());

            clock.advance(Duration.ofSeconds(1));

            assertEquals(0, env.queue("JOBS").metrics().backlogCount());
        }
    }

    @Test
    void deliversAMessageWhoseDelayIsLongerThanTheRetention() {
        try (Env env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "JOBS", url("&retention=60s"))
                .open()) {
            env.queue("JOBS").send("order", QueueSendOptions.NONE.withDelay(Duration.ofDays(1)));

            clock.advance(Duration.ofDays(1).plusSeconds(59));

            assertEquals(1, env.puller("JOBS").pull(1, MINUTE).size());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"59s", "15d", "1w"})
    void refusesARetentionOutOfRange(String retention) {
        ConfigurationException refused = assertThrows(ConfigurationException.class, () -> Env.builder()
                .bind(Service.QUEUES, "JOBS", url("&retention=" + retention))
                .open());

        assertTrue(String.valueOf(refused.getMessage()).contains("retention"), refused::toString);
    }

    @Test
    void findsDeadLettersUnderThePrefixOfTheirQueue() {
        try (Env env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "JOBS", url("&retention=12h"))
                .consumer(
                        "JOBS",
                        QueueConsumerSettings.DEFAULT
                                .withMaxBatchTimeout(Duration.ZERO)
                                .withMaxRetries(0)
                                .withDeadLetterQueue("DEAD"))
                .open()) {
            env.queue("JOBS").send("order");
            env.consumeStepped("JOBS", String.class, batch -> batch.retryAll()).runDue();

            assertEquals(1, env.puller("DEAD").pull(1, MINUTE).size());
        }
    }
}
