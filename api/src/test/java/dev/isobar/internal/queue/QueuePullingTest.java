package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConflictException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.queue.PeekedMessage;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Pulling messages and operating a queue (rules Q-PULL and Q-CTRL). */
class QueuePullingTest {
    private static final Duration LEASE = Duration.ofSeconds(30);

    private final FakeQueueDriver driver = new FakeQueueDriver();
    private final List<String> calls = new ArrayList<>();

    private QueuePuller puller() {
        return driver.receiver().puller();
    }

    private QueueControl control() {
        return driver.receiver().control();
    }

    @BeforeEach
    void note() {
        driver.interceptors.add((operation, call) -> {
            calls.add(operation.name() + (operation.idempotent() ? " repeatable" : " once"));
            return call.get();
        });
    }

    private static String message(Runnable call) {
        return String.valueOf(
                assertThrows(InvalidRequestException.class, call::run).getMessage());
    }

    @Test
    void pullsMessagesWithTheirLeases() {
        Leased leased = new Leased("lease", FakeQueueDriver.record("id", "json", "[1]"), 3, 1);
        driver.ready = List.of(leased);

        PulledMessage pulled = puller().pull(2, LEASE).get(0);

        assertEquals(List.of("take 2 PT0S PT30S"), driver.asked);
        assertEquals("lease", pulled.leaseId());
        assertEquals("id", pulled.id());
        assertEquals(Instant.EPOCH, pulled.timestamp());
        assertEquals(QueueContentType.JSON, pulled.contentType());
        assertArrayEquals("[1]".getBytes(StandardCharsets.UTF_8), pulled.body());
        assertNotSame(leased.message().body(), pulled.body());
        assertEquals(3, pulled.attempts());
    }

    @Test
    void pullsFiveForHalfAMinuteIfNothingIsSaid() {
        driver.ready = List.of(FakeQueueDriver.leased("a", 1, 0));

        assertEquals("a", puller().pull().get(0).leaseId());

        assertEquals(List.of("take 5 PT0S PT30S"), driver.asked);
    }

    @Test
    void refusesNumbersAndTimesThatAreOutOfRange() {
        QueuePuller puller = puller();
        puller.pull(1, Duration.ofMillis(1));
        puller.pull(100, Duration.ofHours(12));

        assertEquals("batch size of 0 is out of range; 1 to 100 are allowed", message(() -> puller.pull(0, LEASE)));
        assertEquals("batch size of 101 is out of range; 1 to 100 are allowed", message(() -> puller.pull(101, LEASE)));
        assertEquals(
                "visibility timeout of 0 ms is out of range; 1 to 43200000 are allowed",
                message(() -> puller.pull(1, Duration.ofNanos(999_999))));
        assertEquals(
                "visibility timeout of 43200000 ms is out of range; 1 to 43200000 are allowed",
                message(() -> puller.pull(1, Duration.ofHours(12).plusNanos(1))));
        assertEquals(2, driver.asked.size());
    }

    @Test
    void saysThatDeliveryIsPaused() {
        driver.paused = true;

        ConflictException refusal = assertThrows(ConflictException.class, () -> puller().pull());

        assertEquals("queue_delivery_paused", refusal.getMessage());
        assertEquals("409", refusal.code());
        assertEquals("pull", refusal.operation());
    }

    @Test
    void settlesEachLeaseOnceAndSaysWhichAreLost() {
        driver.lost = List.of("b", "d");
        Map<String, Duration> retries = new LinkedHashMap<>();
        retries.put("c", Duration.ofSeconds(7));
        retries.put("a", Duration.ofSeconds(8));
        retries.put("d", Duration.ZERO);

        QueueSettleResult result = puller().settle(List.of("a", "b", "a"), retries);

        assertEquals(
                List.of(
                        new Settlement("a", Decision.ACK, Duration.ZERO),
                        new Settlement("b", Decision.ACK, Duration.ZERO),
                        new Settlement("c", Decision.RETRY, Duration.ofSeconds(7)),
                        new Settlement("d", Decision.RETRY, Duration.ZERO)),
                driver.settled);
        assertEquals(1, result.ackCount());
        assertEquals(1, result.retryCount());
        assertEquals(Set.of("b", "d"), result.warnings().keySet());
        assertEquals("the lease is unknown or was lost", result.warnings().get("d"));
    }

    @Test
    void settlesNothingWithoutACall() {
        assertEquals(new QueueSettleResult(0, 0, Map.of()), puller().settle(List.of(), Map.of()));
        message(() -> puller().settle(List.of("a"), Map.of("b", Duration.ofDays(2))));

        assertEquals(List.of(), driver.asked);
        assertEquals(List.of(), calls);
    }

    @Test
    void operatesTheQueue() {
        driver.ready = List.of(new Leased("", FakeQueueDriver.record("id", "bytes", "raw"), 2, 0));
        QueueControl control = control();
        control.pause();
        control.resume();
        control.purge();

        PeekedMessage peeked = control.peek(100).get(0);

        assertEquals(List.of("pause", "resume", "purge", "peek 100"), driver.asked);
        assertEquals("id", peeked.id());
        assertEquals(Instant.EPOCH, peeked.timestamp());
        assertEquals(QueueContentType.BYTES, peeked.contentType());
        assertArrayEquals("raw".getBytes(StandardCharsets.UTF_8), peeked.body());
        assertNotSame(driver.ready.get(0).message().body(), peeked.body());
        assertEquals(2, peeked.attempts());
        assertEquals("batch size of 101 is out of range; 1 to 100 are allowed", message(() -> control.peek(101)));
    }

    /** A message that was taken by a call whose answer was lost is leased already; to take again would take another. */
    @Test
    void mayRepeatEverythingButATake() {
        control().pause();
        control().resume();
        control().purge();
        control().peek(1);
        puller().settle(List.of("a"), Map.of());
        puller().pull();
        LeasedMessages consumer = new LeasedMessages(driver.receiver(), QueueConsumerSettings.DEFAULT, () -> 0);
        consumer.take();
        consumer.settle(List.of(), null);

        assertEquals(
                List.of(
                        "pause repeatable",
                        "resume repeatable",
                        "purge repeatable",
                        "peek repeatable",
                        "ack repeatable",
                        "pull once",
                        "take once",
                        "settle repeatable"),
                calls);
    }

    @Test
    void refusesWhatTheStoreCannotDo() {
        driver.declared.clear();
        QueueControl control = control();
        QueuePuller puller = puller();

        for (Map.Entry<Capability, Runnable> call : Map.<Capability, Runnable>of(
                        Capability.QUEUE_PAUSE, control::pause,
                        Capability.QUEUE_PURGE, control::purge,
                        Capability.QUEUE_PEEK, () -> control.peek(1),
                        Capability.QUEUE_PULL, puller::pull)
                .entrySet()) {
            assertThrows(UnsupportedCapabilityException.class, call.getValue()::run);
            driver.declared.add(call.getKey());
            call.getValue().run();
            driver.declared.clear();
        }
        assertThrows(UnsupportedCapabilityException.class, control::resume);
        assertThrows(UnsupportedCapabilityException.class, () -> puller.settle(List.of("a"), Map.of()));
    }

    @Test
    void aConsumerLeasesForNoLongerThanTheLimit() {
        driver.declared.remove(Capability.QUEUE_FILL);
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchTimeout(Duration.ofSeconds(2))
                .withVisibilityTimeout(Duration.ofHours(12).minusSeconds(1));

        new LeasedMessages(driver.receiver(), settings, () -> 0).take();
        new LeasedMessages(driver.receiver(), settings.withMaxBatchTimeout(Duration.ofSeconds(1)), () -> 0).take();
        new LeasedMessages(driver.receiver(), settings.withMaxBatchTimeout(Duration.ZERO), () -> 0).take();

        assertEquals(List.of("take 10 PT0S PT12H", "take 10 PT0S PT12H", "take 10 PT0S PT11H59M59S"), driver.asked);
    }
}
