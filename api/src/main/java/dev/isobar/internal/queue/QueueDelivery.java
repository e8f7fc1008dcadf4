package dev.isobar.internal.queue;

import dev.isobar.internal.queue.BatchLedger.Outcome;
import dev.isobar.internal.queue.DeliveredBatch.Decoded;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.queue.QueueContentType;
import dev.isobar.queue.QueueHandler;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hands one batch over and settles every message of it. */
final class QueueDelivery<T> {
    private final QueueReceiver source;
    private final LeasedMessages leases;
    private final QueueConsumerSettings settings;
    private final QueueBodies bodies;
    private final QueueHandler<T> handler;
    private final ConsumerReports reports;
    private final RetryBudget budget;

    QueueDelivery(
            QueueReceiver source,
            LeasedMessages leases,
            QueueConsumerSettings settings,
            QueueBodies bodies,
            QueueHandler<T> handler,
            ConsumerReports reports) {
        this.source = source;
        this.leases = leases;
        this.settings = settings;
        this.bodies = bodies;
        this.handler = handler;
        this.reports = reports;
        this.budget = new RetryBudget(settings.maxRetries());
    }

    /** What becomes of the messages of a batch, as far as it is decided. */
    private static final class Verdicts {
        private final List<Settlement> settlements = new ArrayList<>();
        private final List<GivenUp> givenUp = new ArrayList<>();
    }

    private record GivenUp(Leased message, @Nullable Throwable cause) {}

    void deliver(List<Leased> batch) {
        try {
            Verdicts verdicts = new Verdicts();
            List<Decoded<T>> decoded = decode(batch, verdicts);
            if (!decoded.isEmpty()) {
                handle(decoded, verdicts);
            }
            settle(verdicts);
        } finally {
            leases.forget(batch);
        }
    }

    private List<Decoded<T>> decode(List<Leased> batch, Verdicts verdicts) {
        List<Decoded<T>> decoded = new ArrayList<>(batch.size());
        for (Leased message : batch) {
            if (budget.isSpent(message)) {
                giveUp(message, null, verdicts);
                continue;
            }
            try {
                decoded.add(decode(message));
            } catch (Throwable unreadable) {
                reports.failed(List.of(message), unreadable);
                if (!Shortage.caused(unreadable)) {
                    retry(message, null, unreadable, verdicts);
                }
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

    private void handle(List<Decoded<T>> decoded, Verdicts verdicts) {
        BatchLedger ledger = new BatchLedger(decoded.size());
        Throwable failure = handle(decoded, ledger);
        boolean shortage = failure != null && Shortage.caused(failure);
        for (int i = 0; i < decoded.size(); i++) {
            Leased message = decoded.get(i).leased();
            Outcome outcome = ledger.outcome(i, failure != null);
            if (outcome.decision() == Decision.ACK) {
                verdicts.settlements.add(new Settlement(message.lease(), Decision.ACK, Duration.ZERO));
            } else if (outcome.asked() || !shortage) {
                retry(message, outcome.delay(), failure, verdicts);
            }
        }
    }

    private @Nullable Throwable handle(List<Decoded<T>> decoded, BatchLedger ledger) {
        try {
            handler.handle(new DeliveredBatch<>(
                    source.queue(),
                    decoded,
                    ledger,
                    source.requests(),
                    () -> PortableQueue.metrics(source.driver(), source.calls())));
            return null;
        } catch (Throwable thrown) {
            if (thrown instanceof InterruptedException) {
                Thread.currentThread().interrupt();
            }
            reports.failed(decoded.stream().map(Decoded::leased).toList(), thrown);
            return thrown;
        } finally {
            ledger.close();
        }
    }

    private void retry(Leased message, @Nullable Duration delay, @Nullable Throwable cause, Verdicts verdicts) {
        if (budget.isLast(message)) {
            giveUp(message, cause, verdicts);
        } else {
            Duration time = delay == null ? settings.retryDelay() : delay;
            verdicts.settlements.add(new Settlement(message.lease(), Decision.RETRY, time));
        }
    }

    private static void giveUp(Leased message, @Nullable Throwable cause, Verdicts verdicts) {
        verdicts.settlements.add(new Settlement(message.lease(), Decision.BURY, Duration.ZERO));
        verdicts.givenUp.add(new GivenUp(message, cause));
    }

    private void settle(Verdicts verdicts) {
        if (verdicts.settlements.isEmpty()) {
            return;
        }
        String deadLetterQueue = settings.deadLetterQueue();
        Set<String> lost = Set.copyOf(leases.settle(verdicts.settlements, deadLetterQueue));
        Map<@Nullable Throwable, List<Leased>> told = new LinkedHashMap<>();
        for (GivenUp one : verdicts.givenUp) {
            Leased message = one.message();
            boolean silent = deadLetterQueue != null && !RetryBudget.isLeasedTooOften(message);
            if (!silent && !lost.contains(message.lease())) {
                told.computeIfAbsent(one.cause(), first -> new ArrayList<>()).add(message);
            }
        }
        told.forEach((cause, messages) -> reports.givenUp(messages, deadLetterQueue, cause));
    }
}
