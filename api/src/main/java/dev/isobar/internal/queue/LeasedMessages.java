package dev.isobar.internal.queue;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Uninterrupted;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The calls of a consumer to its driver: takes messages, keeps their leases, and settles them. */
final class LeasedMessages {
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final QueueConsumerSettings settings;
    private final MessageEncoder requests;
    private final @Nullable BatchFilling filling;
    private @Nullable LeaseKeeper keeper;

    /** The supplier tells elapsed nanoseconds, for batches that the driver does not fill. */
    LeasedMessages(QueueReceiver source, QueueConsumerSettings settings, LongSupplier nanos) {
        this.driver = source.driver();
        this.calls = source.calls();
        this.settings = settings;
        this.requests = source.requests();
        this.filling = can(Capability.QUEUE_FILL) ? null : new BatchFilling(settings, nanos);
    }

    private boolean can(Capability capability) {
        return driver.capabilities().has(capability);
    }

    /** Has all leases renewed that are taken from now on, if the driver can do that. */
    @Nullable
    LeaseKeeper keep(String queue, ConsumerReports reports) {
        keeper = can(Capability.QUEUE_EXTEND)
                ? new LeaseKeeper(queue, settings.visibilityTimeout(), new Extension(reports))
                : null;
        return keeper;
    }

    private final class Extension implements LeaseKeeper.Renewal {
        private final ConsumerReports reports;

        Extension(ConsumerReports reports) {
            this.reports = reports;
        }

        @Override
        public List<String> extend(List<String> leases) {
            return settle(settlements(leases, Decision.EXTEND, settings.visibilityTimeout()), null);
        }

        @Override
        public void failed(Throwable failure) {
            reports.failed(failure);
        }
    }

    Taken take() {
        Duration fill = settings.maxBatchTimeout();
        if (filling == null) {
            return take(settings.maxBatchSize(), fill, settings.visibilityTimeout());
        }
        // A message may be held for the whole time of filling, and its handler needs the visibility timeout after that.
        Duration lease = requests.shortened(settings.visibilityTimeout().plus(fill));
        return filling.take(most -> take(most, Duration.ZERO, lease));
    }

    private Taken take(int most, Duration fill, Duration visibility) {
        long before = System.nanoTime();
        Taken taken = calls.call("take", false, Map.of(), () -> driver.take(most, fill, visibility));
        if (keeper != null && !taken.messages().isEmpty()) {
            keeper.add(taken.messages(), before);
        }
        return taken;
    }

    /** Settles messages whatever the state of the thread: an interrupt of the handler must not leave them undecided. */
    List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        return Uninterrupted.get(() -> calls.call(
                "settle",
                true,
                Map.of("messages", settlements.size()),
                () -> driver.settle(settlements, deadLetterQueue)));
    }

    /** Gives messages back that were taken and not handled. */
    void release(List<Leased> messages) {
        Decision decision = can(Capability.QUEUE_RELEASE) ? Decision.RELEASE : Decision.RETRY;
        try {
            settle(settlements(messages.stream().map(Leased::lease).toList(), decision, Duration.ZERO), null);
        } finally {
            forget(messages);
        }
    }

    /** Gives the messages of a batch back that was not full when its consumer stopped. */
    void releaseHeld() {
        List<Leased> held = filling == null ? List.of() : filling.release();
        if (!held.isEmpty()) {
            release(held);
        }
    }

    private static List<Settlement> settlements(List<String> leases, Decision decision, Duration time) {
        return leases.stream()
                .map(lease -> new Settlement(lease, decision, time))
                .toList();
    }

    /** Keeps the leases of these messages no longer. */
    void forget(List<Leased> messages) {
        if (keeper != null) {
            keeper.remove(messages);
        }
    }

    void awaitWork(Duration atMost) throws InterruptedException {
        try {
            driver.awaitWork(atMost);
        } catch (InterruptedException | IsobarException known) {
            throw known;
        } catch (Exception thrown) {
            throw calls.translate("awaitWork", thrown);
        }
    }
}
