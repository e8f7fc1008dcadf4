package dev.isobar.backend.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jetbrains.lincheck.datastructures.Operation;

/** A leased message that moves between two queues, each the other's dead letter queue, for a model checker. */
public final class QueueBurials {
    private static final Duration DAY = Duration.ofDays(1);

    private final MemoryQueueDriver dead = new MemoryQueueDriver(() -> Instant.EPOCH, DAY, name -> jobs());
    private final MemoryQueueDriver jobs = new MemoryQueueDriver(() -> Instant.EPOCH, DAY, name -> dead);
    private final String lease;
    private final String other;

    /** Begins with one message leased in each queue. */
    public QueueBurials() {
        lease = leased(jobs, "job");
        other = leased(dead, "letter");
    }

    private MemoryQueueDriver jobs() {
        return jobs;
    }

    private static String leased(MemoryQueueDriver queue, String id) {
        QueueRecord message = new QueueRecord(id, Instant.EPOCH, "text", id.getBytes(UTF_8));
        queue.send(List.of(new Sending(message, Duration.ZERO)));
        return queue.take(1, Duration.ZERO, DAY).messages().get(0).lease();
    }

    private static boolean settled(MemoryQueueDriver queue, String lease, Decision decision) {
        return queue.settle(List.of(new Settlement(lease, decision, Duration.ZERO)), "other")
                .isEmpty();
    }

    @Operation
    public boolean bury() {
        return settled(jobs, lease, Decision.BURY);
    }

    @Operation
    public boolean buryBack() {
        return settled(dead, other, Decision.BURY);
    }

    @Operation
    public boolean acknowledge() {
        return settled(jobs, lease, Decision.ACK);
    }

    @Operation
    public long letters() {
        return dead.backlog().count();
    }
}
