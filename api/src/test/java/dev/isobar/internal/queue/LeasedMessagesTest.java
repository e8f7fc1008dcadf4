package dev.isobar.internal.queue;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a consumer asks of its driver, by what that can do. */
@Timeout(60)
class LeasedMessagesTest {
    private static final Duration LEASE = Duration.ofSeconds(2);
    private static final QueueHandler<String> HANDLER = batch -> {};

    private final List<String> asked = new ArrayList<>();
    private final BlockingQueue<QueueDriver.Settlement> settled = new LinkedBlockingQueue<>();
    private int taken;

    private LeasedMessages over(Capability... declared) {
        QueueDriver driver = new Recording(Capabilities.of(declared));
        QueueReceiver receiver = new QueueReceiver(
                "jobs",
                driver,
                QueueLimits.CLOUDFLARE,
                InstantSource.system(),
                InstantSource.system(),
                List.of(),
                new StoreGate(new EnvState()));
        return new LeasedMessages(
                receiver,
                QueueConsumerSettings.DEFAULT
                        .withMaxBatchSize(1)
                        .withMaxBatchTimeout(Duration.ofSeconds(9))
                        .withVisibilityTimeout(LEASE),
                System::nanoTime);
    }

    private final class Recording implements QueueDriver {
        private final Capabilities capabilities;

        Recording(Capabilities capabilities) {
            this.capabilities = capabilities;
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public @Nullable Backlog send(List<Sending> messages) {
            return null;
        }

        @Override
        public Taken take(int most, Duration fill, Duration visibility) {
            asked.add(most + " " + fill + " " + visibility);
            QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", new byte[0]);
            return new Taken(List.of(new Leased("lease " + taken++, message, 1, 0)), null, false);
        }

        @Override
        public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
            settled.addAll(settlements);
            return List.of();
        }
    }

    private QueueDriver.Settlement next() throws InterruptedException {
        return requireNonNull(settled.poll(30, TimeUnit.SECONDS), "nothing was settled");
    }

    @Test
    void lendsForTheVisibilityTimeoutWhereTheDriverFills() {
        over(Capability.QUEUE_FILL).take();

        assertEquals(List.of("1 PT9S PT2S"), asked);
    }

    @Test
    void lendsForTheTimeOfFillingTooWhereTheConsumerFills() {
        over().take();

        assertEquals(List.of("1 PT0S PT11S"), asked);
    }

    @Test
    void givesBackByRetryWhereTheDriverCannotRelease() throws InterruptedException {
        LeasedMessages leases = over(Capability.QUEUE_FILL);

        leases.release(leases.take().messages());

        assertEquals(new QueueDriver.Settlement("lease 0", QueueDriver.Decision.RETRY, Duration.ZERO), next());
    }

    @Test
    void keepsNothingWhereTheDriverCannotExtend() {
        assertNull(over(Capability.QUEUE_FILL).keep("jobs", new ConsumerReports("jobs", HANDLER, new AtomicBoolean())));
    }

    @Test
    void renewsForTheVisibilityTimeoutAndNothingThatWasGivenBackOrForgotten() throws InterruptedException {
        LeasedMessages leases = over(Capability.QUEUE_EXTEND, Capability.QUEUE_FILL, Capability.QUEUE_RELEASE);
        LeaseKeeper keeper =
                requireNonNull(leases.keep("jobs", new ConsumerReports("jobs", HANDLER, new AtomicBoolean())));
        keeper.start();
        try {
            leases.release(leases.take().messages());
            assertEquals(new QueueDriver.Settlement("lease 0", QueueDriver.Decision.RELEASE, Duration.ZERO), next());
            leases.forget(leases.take().messages());

            leases.take();

            // The leases before it would be due earlier.
            for (int i = 0; i < 2; i++) {
                assertEquals(new QueueDriver.Settlement("lease 2", QueueDriver.Decision.EXTEND, LEASE), next());
            }
            assertTrue(settled.isEmpty());
        } finally {
            keeper.end();
        }
    }
}
