package dev.isobar.backend.memory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.backend.memory.MemoryQueueDriver.Occupied;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** Messages that have ended, and sends that are repeated after their end. */
class MemoryQueueEndedTest {
    private static final Duration RETENTION = Duration.ofMinutes(1);

    private final AtomicReference<Instant> now = new AtomicReference<>(Instant.EPOCH);
    private final MemoryQueueDriver dead = new MemoryQueueDriver(now::get, RETENTION, name -> this.jobs());
    private final MemoryQueueDriver jobs = new MemoryQueueDriver(now::get, RETENTION, name -> dead);

    private MemoryQueueDriver jobs() {
        return jobs;
    }

    private void send(String id) {
        QueueRecord message = new QueueRecord(id, Instant.EPOCH, "text", id.getBytes(UTF_8));
        jobs.send(List.of(new Sending(message, Duration.ZERO)));
    }

    private static void settle(MemoryQueueDriver queue, Decision decision) {
        for (Leased leased :
                queue.take(10, Duration.ZERO, Duration.ofSeconds(10)).messages()) {
            queue.settle(List.of(new Settlement(leased.lease(), decision, Duration.ZERO)), "other");
        }
    }

    private void wait(Duration time) {
        now.set(now.get().plus(time));
    }

    @Test
    void doesNotBringBackAMessageThatWasAcknowledged() {
        send("order");
        settle(jobs, Decision.ACK);

        send("order");

        assertEquals(0, jobs.backlog().count());
    }

    @Test
    void doesNotBringBackAMessageThatWasBuried() {
        send("order");
        settle(jobs, Decision.BURY);

        send("order");

        assertEquals(0, jobs.backlog().count());
        assertEquals(1, dead.backlog().count());
    }

    @Test
    void doesNotBringBackAMessageWhoseRetentionIsOver() {
        for (int i = 0; i < 5; i++) {
            send("order");
            wait(Duration.ofSeconds(30));
        }

        assertEquals(0, jobs.backlog().count());
    }

    @Test
    void doesNotBringBackAMessageThatWasPurged() {
        send("order");
        jobs.purge();

        send("order");

        assertEquals(0, jobs.backlog().count());
    }

    @Test
    void takesADeadLetterBackThatEndedHere() {
        send("order");
        settle(jobs, Decision.BURY);

        settle(dead, Decision.BURY);

        assertEquals(1, jobs.backlog().count());
        assertEquals(0, dead.backlog().count());
    }

    @Test
    void forgetsMessagesThatEndedLongAgo() {
        send("order");
        settle(jobs, Decision.ACK);
        assertEquals(new Occupied(0, 1), jobs.occupied());

        wait(EndedMessages.KEPT.minusMillis(1));
        jobs.backlog();
        assertEquals(new Occupied(0, 1), jobs.occupied());
        wait(Duration.ofMillis(1));
        jobs.backlog();

        assertEquals(new Occupied(0, 0), jobs.occupied());
    }

    @Test
    void remembersOnlyTheLatestOfMany() {
        for (int i = 0; i < EndedMessages.MOST + 5; i++) {
            send("order " + i);
            settle(jobs, Decision.ACK);
        }
        assertEquals(new Occupied(0, EndedMessages.MOST), jobs.occupied());

        send("order 4");
        send("order 5");

        assertEquals(1, jobs.backlog().count());
    }
}
