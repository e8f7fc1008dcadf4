package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.QueueDriver;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How a consumer ends that never began, that is told to end while it works, or whose thread is interrupted. */
@Timeout(60)
class ConsumerEndTest {
    private static final Deadline NOW = Deadline.after(Duration.ZERO);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final List<String> settled = new ArrayList<>();

    private final Consumption.Events events = new Consumption.Events() {
        @Override
        public void stopped() {
            told.add("stopped");
        }

        @Override
        public void ended() {
            told.add("ended");
        }
    };

    /** Always has a message, of which a batch takes two. */
    private final class Endless implements QueueDriver {
        @Override
        public Capabilities capabilities() {
            return Capabilities.of();
        }

        @Override
        public @Nullable Backlog send(List<Sending> messages) {
            return null;
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) {
            QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", "job".getBytes(StandardCharsets.UTF_8));
            return new Taken(List.of(new Leased("lease", message, 1, 0)), null, false);
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
            settlements.forEach(one -> settled.add(one.decision().name()));
            return List.of();
        }
    }

    private final QueueReceiver source = new QueueReceiver(
            "jobs",
            new Endless(),
            QueueLimits.CLOUDFLARE,
            InstantSource.system(),
            InstantSource.system(),
            List.of(),
            new StoreGate(new EnvState()));

    @AfterEach
    void clearFlag() {
        Thread.interrupted();
    }

    private CallerQueueConsumer<String> stepped(int batch, QueueHandler<String> handler) {
        QueueConsumerSettings settings = QueueConsumerSettings.DEFAULT
                .withMaxBatchSize(batch)
                .withMaxBatchTimeout(Duration.ofSeconds(batch == 1 ? 0 : 60));
        return source.stepped(settings, String.class, handler, events);
    }

    @Test
    void aConsumerThatNeverBeganHasEndedWhenItIsStopped() throws InterruptedException {
        ThreadedQueueConsumer<String> consumer =
                source.consumer(QueueConsumerSettings.DEFAULT, String.class, batch -> {}, events);

        consumer.stop();
        consumer.stop();

        assertFalse(consumer.start());
        assertTrue(consumer.awaitEnd(NOW));
        assertEquals(List.of("stopped", "ended"), told);
    }

    @Test
    void aSteppedConsumerThatIsStoppedAtWorkEndsWithItsTurn() throws InterruptedException {
        List<CallerQueueConsumer<String>> own = new ArrayList<>();
        own.add(stepped(1, batch -> {
            own.get(0).stop();
            assertTrue(own.get(0).runsHere());
            assertEquals(List.of("stopped"), told);
        }));

        assertEquals(1, own.get(0).runDue());

        assertEquals(List.of("stopped", "ended"), told);
        assertEquals(List.of("ACK"), settled);
        assertTrue(own.get(0).awaitEnd(NOW));
    }

    @Test
    void aSteppedConsumerGivesBackWhatItHeldForABatch() {
        CallerQueueConsumer<String> consumer = stepped(2, batch -> {});
        assertEquals(0, consumer.runDue());

        assertTrue(consumer.close(Duration.ZERO));

        assertEquals(List.of("RETRY"), settled, "a release, for a driver that has none");
        assertEquals(List.of("stopped", "ended"), told);
    }

    @Test
    void theCallerGetsTheInterruptOfAHandler() {
        CallerQueueConsumer<String> consumer =
                stepped(1, batch -> Thread.currentThread().interrupt());

        assertEquals(1, consumer.runDue());

        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(List.of("ACK"), settled);
    }

    @Test
    void theCallerGetsTheInterruptThatAHandlerHasThrown() {
        CallerQueueConsumer<String> consumer = stepped(1, batch -> {
            throw new InterruptedException("planned");
        });

        assertEquals(1, consumer.runDue());

        assertTrue(Thread.currentThread().isInterrupted());
        assertEquals(List.of("RETRY"), settled);
    }
}
