package dev.isobar.internal.queue;

import dev.isobar.spi.QueueDriver.Leased;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Keeps the leases of running handlers, up to the 15 minutes that the service gives a handler (Q-ACK-02), on drivers that
 * can extend a lease.
 */
final class LeaseRenewal<T> {
    private static final Duration LONGEST_HANDLER = Duration.ofMinutes(15);

    private final QueueDelivery<T> delivery;
    private final Duration period;
    private final Map<String, Running> running = new ConcurrentHashMap<>();

    private record Running(List<Leased> messages, long since, long renewed) {}

    LeaseRenewal(QueueDelivery<T> delivery) {
        this.delivery = delivery;
        this.period = delivery.settings().visibilityTimeout().dividedBy(3);
    }

    Duration period() {
        return period;
    }

    void add(List<Leased> messages) {
        long now = System.nanoTime();
        running.put(messages.get(0).lease(), new Running(messages, now, now));
    }

    void remove(List<Leased> messages) {
        running.remove(messages.get(0).lease());
    }

    void renew() {
        long now = System.nanoTime();
        running.forEach((lease, batch) -> {
            boolean due = now - batch.renewed() >= period.toNanos();
            if (due && now - batch.since() < LONGEST_HANDLER.toNanos()) {
                extend(lease, batch, now);
            }
        });
    }

    void renewAll() {
        running.forEach((lease, batch) -> extend(lease, batch, System.nanoTime()));
    }

    private void extend(String lease, Running batch, long now) {
        if (!delivery.canExtend()) {
            return;
        }
        try {
            delivery.extend(batch.messages());
            running.computeIfPresent(lease, (key, same) -> new Running(same.messages(), same.since(), now));
        } catch (RuntimeException failed) {
            delivery.failed(failed);
        }
    }
}
