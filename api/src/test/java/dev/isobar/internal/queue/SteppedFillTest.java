package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Rule Q-TIME-01: a stepped consumer fills its batches in elapsed time. */
class SteppedFillTest {
    private static final Duration FILL = Duration.ofSeconds(5);

    private static final Consumption.Events NOBODY = new Consumption.Events() {
        @Override
        public void stopped() {}

        @Override
        public void ended() {}
    };

    private final List<Object> delivered = new ArrayList<>();
    private Instant wall = Instant.parse("2026-01-01T00:00:00Z");
    private Instant elapsed = wall;

    @Test
    void fillsNoLongerWhenTheClockIsSetBack() {
        CallerQueueConsumer<String> consumer = consumer();
        assertEquals(0, consumer.runDue());

        wall = wall.minusSeconds(8);
        elapsed = elapsed.plus(FILL);

        assertEquals(1, consumer.runDue());
        assertEquals(List.of("job"), delivered);
    }

    @Test
    void fillsNoShorterWhenTheClockIsSetForward() {
        CallerQueueConsumer<String> consumer = consumer();
        consumer.runDue();

        wall = wall.plusSeconds(3_600);
        elapsed = elapsed.plus(FILL).minusMillis(1);

        assertEquals(0, consumer.runDue());
    }

    private CallerQueueConsumer<String> consumer() {
        return new QueueReceiver(
                        "jobs",
                        new OneMessage(),
                        QueueLimits.CLOUDFLARE,
                        () -> wall,
                        () -> elapsed,
                        List.of(),
                        new StoreGate(new EnvState()))
                .stepped(
                        QueueConsumerSettings.DEFAULT.withMaxBatchTimeout(FILL),
                        String.class,
                        batch -> batch.messages().forEach(message -> delivered.add(message.body())),
                        NOBODY);
    }

    /** A store that does not fill batches, with one message. */
    private final class OneMessage implements QueueDriver {
        private boolean taken;

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
            if (taken) {
                return new Taken(List.of(), null, false);
            }
            taken = true;
            QueueRecord message = new QueueRecord("1", wall, "text", new byte[] {'j', 'o', 'b'});
            return new Taken(List.of(new Leased("lease", message, 1, 0)), null, false);
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
            return List.of();
        }
    }
}
