package dev.isobar.backend.redis;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.tck.TestClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a consumer gets of a message that others have leased and never settled, as processes do that die. */
class LostLeaseTest {
    private static final Duration VISIBILITY = Duration.ofSeconds(10);

    private final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    private final List<Integer> attempts = new ArrayList<>();
    private Env env;
    private SteppedQueueConsumer consumer;

    @BeforeEach
    void open() {
        String url = TestServers.single() + "?prefix=" + UUID.randomUUID() + ":";
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ZERO)
                .withMaxRetries(2)
                .withDeadLetterQueue("DEAD");
        env = Env.builder()
                .clock(clock)
                .bind(Service.QUEUES, "JOBS", url)
                .bind(Service.QUEUES, "DEAD", url)
                .consumer("JOBS", settings)
                .open();
        consumer = env.consumeStepped("JOBS", String.class, batch -> {
            batch.messages().forEach(message -> attempts.add(message.attempts()));
            batch.retryAll();
        });
        env.queue("JOBS").send("order");
    }

    @AfterEach
    void close() {
        env.close();
    }

    private void leaseAndDie() {
        List<PulledMessage> leased = env.puller("JOBS").pull(1, VISIBILITY);
        assertEquals(1, leased.size());
        clock.advance(VISIBILITY);
    }

    @Test
    void countsTheLeaseAsAnAttemptAndSpendsNoRetry() {
        leaseAndDie();

        consumer.runDue();

        assertEquals(List.of(2, 3, 4), attempts);
        assertEquals(1, env.queue("DEAD").metrics().backlogCount());
    }

    @Test
    void buriesUnheardWhatFourLeasesHaveNotReported() {
        leaseAndDie();
        leaseAndDie();
        leaseAndDie();
        leaseAndDie();

        consumer.runDue();

        assertEquals(List.of(), attempts);
        assertEquals(1, env.queue("DEAD").metrics().backlogCount());
        assertEquals(0, env.queue("JOBS").metrics().backlogCount());
    }
}
