package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

/** A consumer that waits for work misses nothing that comes between its look and its wait. */
class MemoryQueueArrivalTest {
    private static final Duration LONG = Duration.ofMinutes(1);
    private static final Duration SOON = Duration.ofSeconds(20);

    private final InstantSource clock = InstantSource.system();
    private final MemoryQueueDriver queue = new MemoryQueueDriver(clock, Duration.ofDays(4), name -> {
        throw new AssertionError("no other queue: " + name);
    });

    private void send(String id) {
        QueueRecord message = new QueueRecord(id, clock.instant(), "json", new byte[] {'1'});
        queue.send(List.of(new Sending(message, Duration.ZERO)));
    }

    private int taken() {
        return queue.take(10, Duration.ZERO, LONG).messages().size();
    }

    @Test
    void waitsForNothingThatHasComeSinceTheLastTake() {
        assertEquals(0, taken());
        send("first");

        assertTimeoutPreemptively(SOON, () -> queue.awaitWork(LONG));

        assertEquals(1, taken());
    }

    @Test
    void wakesUpWhenSomethingComes() {
        assertEquals(0, taken());
        CompletableFuture<Void> sent = CompletableFuture.runAsync(() -> send("first"));

        assertTimeoutPreemptively(SOON, () -> queue.awaitWork(LONG));

        sent.join();
        assertEquals(1, taken());
    }

    @Test
    void wakesUpWhenDeliveryIsResumed() {
        queue.pause(true);
        send("first");
        assertEquals(0, taken());
        queue.pause(false);

        assertTimeoutPreemptively(SOON, () -> queue.awaitWork(LONG));

        assertEquals(1, taken());
    }

    @Test
    void endsItsWaitWhenTheTimeIsOver() {
        send("first");
        assertEquals(1, taken());

        assertTimeoutPreemptively(SOON, () -> queue.awaitWork(Duration.ofMillis(20)));

        assertEquals(0, taken());
    }
}
