package dev.isobar.internal.queue;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.ConflictException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.queue.PulledMessage;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.QueueSettleResult;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Settlement;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Pulling over any driver. */
final class PortableQueuePuller implements QueuePuller {
    private final QueueDriver driver;
    private final DriverCalls calls;
    private final MessageEncoder requests;

    PortableQueuePuller(QueueDriver driver, DriverCalls calls, MessageEncoder requests) {
        this.driver = driver;
        this.calls = calls;
        this.requests = requests;
    }

    @Override
    public List<PulledMessage> pull(int batchSize, Duration visibilityTimeout) {
        requireNonNull(visibilityTimeout, "visibilityTimeout");
        calls.require(Capability.QUEUE_PULL, "pull");
        int most = requests.count("pull", batchSize);
        Duration visibility = requests.visibility("pull", visibilityTimeout);
        Taken taken = calls.call("pull", false, Map.of(), () -> driver.take(most, Duration.ZERO, visibility));
        if (taken.paused()) {
            throw new ConflictException(calls.site("pull"), "409", "queue_delivery_paused", null);
        }
        return taken.messages().stream().map(PortableQueuePuller::pulled).toList();
    }

    private static PulledMessage pulled(Leased leased) {
        QueueRecord message = leased.message();
        return new PulledMessage(
                leased.lease(),
                message.id(),
                message.timestamp(),
                QueueBodies.type(message.contentType()),
                message.body().clone(),
                leased.attempts());
    }

    @Override
    public QueueSettleResult settle(Collection<String> acks, Map<String, Duration> retries) {
        requireNonNull(acks, "acks");
        requireNonNull(retries, "retries");
        calls.require(Capability.QUEUE_PULL, "ack");
        Set<String> acked = new LinkedHashSet<>(acks);
        List<Settlement> settlements = new ArrayList<>();
        acked.forEach(lease -> settlements.add(new Settlement(lease, Decision.ACK, Duration.ZERO)));
        retries.forEach((lease, delay) -> {
            if (!acked.contains(lease)) {
                settlements.add(new Settlement(lease, Decision.RETRY, requests.messageDelay("ack", delay)));
            }
        });
        if (settlements.isEmpty()) {
            return new QueueSettleResult(0, 0, Map.of());
        }
        Set<String> lost = new HashSet<>(calls.call(
                "ack", true, Map.of("messages", settlements.size()), () -> driver.settle(settlements, null)));
        return result(settlements, lost);
    }

    private static QueueSettleResult result(List<Settlement> settlements, Set<String> lost) {
        int acks = 0;
        int retries = 0;
        Map<String, String> warnings = new LinkedHashMap<>();
        for (Settlement settlement : settlements) {
            if (lost.contains(settlement.lease())) {
                warnings.put(settlement.lease(), "the lease is unknown or was lost");
            } else if (settlement.decision() == Decision.ACK) {
                acks++;
            } else {
                retries++;
            }
        }
        return new QueueSettleResult(acks, retries, warnings);
    }
}
