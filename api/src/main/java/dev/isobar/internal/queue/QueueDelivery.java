package dev.isobar.internal.queue;

import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.queue.BatchLedger.Outcome;
import dev.isobar.internal.queue.DeliveredBatch.Decoded;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** One turn of a consumer: take a batch, hand it over, settle every message. */
final class QueueDelivery<T> {
    /** How often a message is handed over without being settled: one that ends its process must not come for ever. */
    private static final int UNSETTLED = 4;

    private final QueueReceiver source;
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final QueueConsumerSettings settings;
    private final MessageEncoder requests;
    private final QueueBodies bodies;
    private final QueueHandler<T> handler;
    private final @Nullable BatchFilling filling;

    /** The supplier tells elapsed nanoseconds, for batches that the driver does not fill. */
    QueueDelivery(
            QueueReceiver source,
            QueueConsumerSettings settings,
            QueueBodies bodies,
            QueueHandler<T> handler,
            LongSupplier nanos) {
        this.source = source;
        this.driver = source.driver();
        this.calls = source.calls();
        this.settings = settings;
        this.requests = source.requests();
        this.bodies = bodies;
        this.handler = handler;
        this.filling = can(Capability.QUEUE_FILL) ? null : new BatchFilling(settings, nanos);
    }

    private boolean can(Capability capability) {
        return driver.capabilities().has(capability);
    }

    String queue() {
        return source.queue();
    }

    QueueConsumerSettings settings() {
        return settings;
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
        return calls.call("take", false, Map.of(), () -> driver.take(most, fill, visibility));
    }

    void deliver(List<Leased> leased) {
        List<Settlement> settlements = new ArrayList<>(leased.size());
        List<Decoded<T>> decoded = decode(leased, settlements);
        boolean interrupted = false;
        if (!decoded.isEmpty()) {
            BatchLedger ledger = new BatchLedger(decoded.size());
            Throwable failure = handle(decoded, ledger);
            for (int i = 0; i < decoded.size(); i++) {
                settlements.add(settlement(decoded.get(i).leased(), ledger.outcome(i, failure != null)));
            }
            interrupted = failure instanceof InterruptedException;
        }
        settle(settlements);
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private List<Decoded<T>> decode(List<Leased> leased, List<Settlement> settlements) {
        List<Decoded<T>> decoded = new ArrayList<>(leased.size());
        for (Leased message : leased) {
            if (message.failures() > settings.maxRetries() || message.attempts() > message.failures() + UNSETTLED) {
                settlements.add(new Settlement(message.lease(), Decision.BURY, Duration.ZERO));
                continue;
            }
            try {
                decoded.add(decode(message));
            } catch (RuntimeException undecodable) {
                failed(undecodable);
                settlements.add(settlement(message, new Outcome(Decision.RETRY, null)));
            }
        }
        return decoded;
    }

    @SuppressWarnings("unchecked")
    private Decoded<T> decode(Leased message) {
        QueueContentType type = QueueBodies.type(message.message().contentType());
        return new Decoded<>(
                message, type, (T) bodies.decode(type, message.message().body()));
    }

    private @Nullable Throwable handle(List<Decoded<T>> decoded, BatchLedger ledger) {
        try {
            handler.handle(new DeliveredBatch<>(
                    source.queue(), decoded, ledger, requests, () -> PortableQueue.metrics(driver, calls)));
            return null;
        } catch (Throwable thrown) {
            failed(thrown);
            return thrown;
        } finally {
            ledger.close();
        }
    }

    private Settlement settlement(Leased message, Outcome outcome) {
        if (outcome.decision() == Decision.ACK) {
            return new Settlement(message.lease(), Decision.ACK, Duration.ZERO);
        }
        if (message.failures() + 1 > settings.maxRetries()) {
            return new Settlement(message.lease(), Decision.BURY, Duration.ZERO);
        }
        Duration delay = outcome.delay() == null ? settings.retryDelay() : outcome.delay();
        return new Settlement(message.lease(), Decision.RETRY, delay);
    }

    private void settle(List<Settlement> settlements) {
        calls.call(
                "settle",
                true,
                Map.of("messages", settlements.size()),
                () -> driver.settle(settlements, settings.deadLetterQueue()));
    }

    /** Gives messages back that were taken and not handled. */
    void release(List<Leased> leased) {
        Decision decision = can(Capability.QUEUE_RELEASE) ? Decision.RELEASE : Decision.RETRY;
        settle(settlements(leased, decision, Duration.ZERO));
    }

    /** Gives the messages of a batch back that was not full when its consumer stopped. */
    void releaseHeld() {
        List<Leased> held = filling == null ? List.of() : filling.release();
        if (!held.isEmpty()) {
            release(held);
        }
    }

    boolean canExtend() {
        return can(Capability.QUEUE_EXTEND);
    }

    /** Keeps the leases of messages whose handler is still running. */
    void extend(List<Leased> leased) {
        settle(settlements(leased, Decision.EXTEND, settings.visibilityTimeout()));
    }

    private static List<Settlement> settlements(List<Leased> leased, Decision decision, Duration time) {
        return leased.stream()
                .map(message -> new Settlement(message.lease(), decision, time))
                .toList();
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

    /** Tells the handler of a failure; one of its own in doing so ends nothing. */
    void failed(Throwable failure) {
        try {
            handler.onFailure(failure);
        } catch (RuntimeException again) {
            Thread thread = Thread.currentThread();
            thread.getUncaughtExceptionHandler().uncaughtException(thread, again);
        }
    }
}
