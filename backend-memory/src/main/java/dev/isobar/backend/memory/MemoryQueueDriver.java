package dev.isobar.backend.memory;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One queue: ready messages in their order, later ones (delayed or leased) by the time they become ready. */
final class MemoryQueueDriver implements QueueDriver {
    private static final Duration RETENTION = Duration.ofDays(4);

    private final InstantSource clock;
    private final Function<String, MemoryQueueDriver> queues;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, MemoryQueueEntry> entries = new HashMap<>();
    private final TreeSet<MemoryQueueEntry> ready = new TreeSet<>(MemoryQueueEntry.BY_READINESS);
    private final TreeSet<MemoryQueueEntry> readyByAge = new TreeSet<>(MemoryQueueEntry.BY_AGE);
    private final TreeSet<MemoryQueueEntry> later = new TreeSet<>(MemoryQueueEntry.BY_READINESS);
    private long readyBytes;
    private long turns;
    private boolean paused;
    private boolean news;

    MemoryQueueDriver(InstantSource clock, Function<String, MemoryQueueDriver> queues) {
        this.clock = clock;
        this.queues = queues;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK,
                Capability.QUEUE_BYTES,
                Capability.QUEUE_METRICS,
                Capability.QUEUE_ORDER,
                Capability.QUEUE_PAUSE,
                Capability.QUEUE_PEEK,
                Capability.QUEUE_PULL,
                Capability.QUEUE_PURGE,
                Capability.READ_YOUR_WRITES);
    }

    @Override
    public Backlog send(List<Sending> messages) {
        lock.lock();
        try {
            Instant now = settleTime();
            Backlog before = counted();
            for (Sending sending : messages) {
                add(sending.message(), now.plus(sending.delay()));
            }
            settleTime();
            announce();
            return before;
        } finally {
            lock.unlock();
        }
    }

    private void add(QueueRecord message, Instant readyAt) {
        MemoryQueueEntry entry = new MemoryQueueEntry(message, readyAt, ++turns);
        entries.put(message.id(), entry);
        later.add(entry);
    }

    private void accept(QueueRecord deadLetter) {
        lock.lock();
        try {
            add(deadLetter, clock.instant());
            announce();
        } finally {
            lock.unlock();
        }
    }

    private void announce() {
        news = true;
        arrival.signalAll();
    }

    /** Moves what has become ready, drops what has outlived the retention, and tells the time. */
    private Instant settleTime() {
        Instant now = clock.instant();
        while (!later.isEmpty() && !later.first().readyAt.isAfter(now)) {
            MemoryQueueEntry entry = later.first();
            later.remove(entry);
            ready.add(entry);
            readyByAge.add(entry);
            readyBytes += entry.message.body().length;
        }
        while (!ready.isEmpty()
                && !readyByAge.first().message.timestamp().plus(RETENTION).isAfter(now)) {
            forget(readyByAge.first());
        }
        return now;
    }

    private void detach(MemoryQueueEntry entry) {
        if (!later.remove(entry)) {
            ready.remove(entry);
            readyByAge.remove(entry);
            readyBytes -= entry.message.body().length;
        }
    }

    private void forget(MemoryQueueEntry entry) {
        detach(entry);
        entries.remove(entry.message.id());
    }

    private Backlog counted() {
        return new Backlog(
                ready.size(),
                readyBytes,
                ready.isEmpty() ? null : readyByAge.first().message.timestamp());
    }

    @Override
    public Taken take(int most, Duration fill, Duration visibility) {
        lock.lock();
        try {
            news = false;
            Instant now = settleTime();
            if (paused) {
                return new Taken(List.of(), null, true);
            }
            boolean due = !ready.isEmpty()
                    && (ready.size() >= most
                            || !ready.first().readyAt.plus(fill).isAfter(now));
            if (!due) {
                return new Taken(List.of(), next(fill), false);
            }
            List<Leased> leased = new ArrayList<>();
            while (leased.size() < most && !ready.isEmpty()) {
                leased.add(lease(ready.first(), now.plus(visibility)));
            }
            return new Taken(leased, null, false);
        } finally {
            lock.unlock();
        }
    }

    private @Nullable Instant next(Duration fill) {
        Instant filled = ready.isEmpty() ? null : ready.first().readyAt.plus(fill);
        Instant joined = later.isEmpty() ? null : later.first().readyAt;
        return filled == null || (joined != null && joined.isBefore(filled)) ? joined : filled;
    }

    private Leased lease(MemoryQueueEntry entry, Instant until) {
        detach(entry);
        entry.attempts++;
        entry.lease = entry.message.id() + ":" + ++turns;
        entry.readyAt = until;
        later.add(entry);
        return new Leased(entry.lease, entry.message, entry.attempts);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        List<String> lost = new ArrayList<>();
        List<QueueRecord> buried = new ArrayList<>();
        lock.lock();
        try {
            Instant now = settleTime();
            for (Settlement settlement : settlements) {
                MemoryQueueEntry entry = entry(settlement);
                if (entry == null) {
                    lost.add(settlement.lease());
                } else {
                    decide(entry, settlement, now);
                    if (settlement.decision() == Decision.BURY) {
                        buried.add(entry.message);
                    }
                }
            }
            settleTime();
            announce();
        } finally {
            lock.unlock();
        }
        if (deadLetterQueue != null) {
            buried.forEach(queues.apply(deadLetterQueue)::accept);
        }
        return lost;
    }

    private @Nullable MemoryQueueEntry entry(Settlement settlement) {
        String lease = settlement.lease();
        MemoryQueueEntry entry = entries.get(lease.substring(0, Math.max(0, lease.indexOf(':'))));
        boolean held = entry != null && lease.equals(entry.lease);
        return held || settlement.decision() == Decision.ACK ? entry : null;
    }

    private void decide(MemoryQueueEntry entry, Settlement settlement, Instant now) {
        switch (settlement.decision()) {
            case ACK, BURY -> forget(entry);
            case EXTEND -> reschedule(entry, now.plus(settlement.time()));
            case RELEASE -> {
                entry.attempts--;
                entry.lease = null;
                reschedule(entry, now);
            }
            case RETRY -> {
                entry.lease = null;
                reschedule(entry, now.plus(settlement.time()));
            }
        }
    }

    private void reschedule(MemoryQueueEntry entry, Instant readyAt) {
        detach(entry);
        entry.readyAt = readyAt;
        entry.turn = ++turns;
        later.add(entry);
    }

    @Override
    public Backlog backlog() {
        lock.lock();
        try {
            settleTime();
            return counted();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void awaitWork(Duration atMost) throws InterruptedException {
        lock.lockInterruptibly();
        try {
            long left = atMost.toNanos();
            while (!news && left > 0) {
                left = arrival.awaitNanos(left);
            }
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void pause(boolean stop) {
        lock.lock();
        try {
            paused = stop;
            announce();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void purge() {
        lock.lock();
        try {
            entries.clear();
            ready.clear();
            readyByAge.clear();
            later.clear();
            readyBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    @Override
    public List<Peeked> peek(int most) {
        lock.lock();
        try {
            settleTime();
            return ready.stream()
                    .limit(most)
                    .map(entry -> new Peeked(entry.message, entry.attempts))
                    .toList();
        } finally {
            lock.unlock();
        }
    }
}
