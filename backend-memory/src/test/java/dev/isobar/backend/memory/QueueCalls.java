package dev.isobar.backend.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.QueueDriver.Decision;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Sending;
import dev.isobar.spi.QueueDriver.Settlement;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.jetbrains.lincheck.datastructures.IntGen;
import org.jetbrains.lincheck.datastructures.Operation;
import org.jetbrains.lincheck.datastructures.Param;
import org.jetbrains.lincheck.datastructures.ThreadIdGen;
import org.jspecify.annotations.Nullable;

/** The calls of a queue and its dead letter queue, for a model checker. Each thread settles the lease it was given last. */
@Param(name = "thread", gen = ThreadIdGen.class)
@Param(name = "id", gen = IntGen.class, conf = "2:3")
public final class QueueCalls {
    private static final Duration LEASE = Duration.ofSeconds(10);
    private static final Duration RETENTION = Duration.ofDays(4);
    private static final int THREADS = 4;

    private final AtomicLong seconds = new AtomicLong();
    private final MemoryQueueDriver dead = queue();
    private final MemoryQueueDriver jobs = queue();
    private final @Nullable Leased[] held = new @Nullable Leased[THREADS];

    /** Begins with a message that waits and one whose lease every thread holds. */
    public QueueCalls() {
        send(1);
        send(2);
        take(0);
        Arrays.fill(held, held[0]);
    }

    private MemoryQueueDriver queue() {
        return new MemoryQueueDriver(() -> Instant.ofEpochSecond(seconds.get()), RETENTION, name -> dead);
    }

    private static String text(Leased leased) {
        return leased.message().id() + " attempt " + leased.attempts() + " failures " + leased.failures();
    }

    @Operation
    public long send(int id) {
        String name = "m" + id;
        QueueRecord message = new QueueRecord(name, Instant.EPOCH, "text", name.getBytes(UTF_8));
        return jobs.send(List.of(new Sending(message, Duration.ZERO))).count();
    }

    @Operation
    public @Nullable String take(int thread) {
        List<Leased> taken = jobs.take(1, Duration.ZERO, LEASE).messages();
        if (taken.isEmpty()) {
            return null;
        }
        held[thread] = taken.get(0);
        return text(taken.get(0));
    }

    @Operation
    public @Nullable String ack(int thread) {
        return settle(thread, Decision.ACK);
    }

    @Operation
    public @Nullable String bury(int thread) {
        return settle(thread, Decision.BURY);
    }

    @Operation
    public @Nullable String extend(int thread) {
        return settle(thread, Decision.EXTEND);
    }

    @Operation
    public @Nullable String release(int thread) {
        return settle(thread, Decision.RELEASE);
    }

    @Operation
    public @Nullable String retry(int thread) {
        return settle(thread, Decision.RETRY);
    }

    private @Nullable String settle(int thread, Decision decision) {
        Leased leased = held[thread];
        if (leased == null) {
            return null;
        }
        Duration time = decision == Decision.EXTEND ? LEASE : Duration.ZERO;
        boolean lost = !jobs.settle(List.of(new Settlement(leased.lease(), decision, time)), "dead")
                .isEmpty();
        return leased.message().id() + (lost ? " lost" : " settled");
    }

    @Operation
    public long expireLeases() {
        return seconds.addAndGet(LEASE.toSeconds());
    }

    @Operation
    public long backlog() {
        return jobs.backlog().count();
    }

    @Operation
    public String peek() {
        return jobs.peek(10).stream()
                .map(peeked -> peeked.message().id() + " attempts " + peeked.attempts())
                .toList()
                .toString();
    }

    @Operation
    public String deadLetters() {
        return dead.peek(10).stream()
                .map(peeked -> peeked.message().id())
                .toList()
                .toString();
    }
}
