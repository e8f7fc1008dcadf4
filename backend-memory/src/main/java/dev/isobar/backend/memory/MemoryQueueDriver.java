package dev.isobar.backend.memory;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** One queue: ready messages in their order, later ones (delayed or leased) by the time they become ready. */
final class MemoryQueueDriver implements QueueDriver {
    private static final AtomicLong NUMBERS = new AtomicLong();

    private final long number = NUMBERS.incrementAndGet();
    private final InstantSource clock;
    private final Duration retention;
    private final Function<String, MemoryQueueDriver> queues;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition arrival = lock.newCondition();
    private final Map<String, MemoryQueueEntry> entries = new HashMap<>();
    private final TreeSet<MemoryQueueEntry> ready = new TreeSet<>(MemoryQueueEntry.BY_READINESS);
    private final TreeSet<MemoryQueueEntry> readyByAge = new TreeSet<>(MemoryQueueEntry.BY_AGE);
    private final TreeSet<MemoryQueueEntry> later = new TreeSet<>(MemoryQueueEntry.BY_READINESS);
    private final EndedMessages ended = new EndedMessages();
    private final SecureRandom secrets = new SecureRandom();
    private long readyBytes;
    private long turns;
    private boolean paused;
    private boolean news;

    MemoryQueueDriver(InstantSource clock, Duration retention, Function<String, MemoryQueueDriver> queues) {
        this.clock = clock;
        this.retention = retention;
        this.queues = queues;
    }

    @Override
    public Capabilities capabilities() {
        return Capabilities.of(
                Capability.CONTROLLED_CLOCK,
                Capability.QUEUE_BYTES,
                Capability.QUEUE_EXTEND,
                Capability.QUEUE_FAILURES,
                Capability.QUEUE_FILL,
                Capability.QUEUE_IDEMPOTENT_SEND,
                Capability.QUEUE_METRICS,
                Capability.QUEUE_ORDER,
                Capability.QUEUE_PAUSE,
                Capability.QUEUE_PEEK,
                Capability.QUEUE_PULL,
                Capability.QUEUE_PURGE,
                Capability.QUEUE_RELEASE,
                Capability.READ_YOUR_WRITES);
    }

    @Override
    public Backlog send(List<Sending> messages) {
        lock.lock();
        try {
            Instant now = settleTime();
            Backlog before = counted();
            for (Sending sending : messages) {
                if (!ended.contains(sending.message().id())) {
                    add(sending.message(), now, sending.delay());
                }
            }
            settleTime();
            announce();
            return before;
        } finally {
            lock.unlock();
        }
    }

    /** Stores a message that is not stored. */
    private void add(QueueRecord message, Instant now, Duration delay) {
        if (!entries.containsKey(message.id())) {
            String secret = Long.toHexString(secrets.nextLong());
            MemoryQueueEntry entry = new MemoryQueueEntry(message, now.plus(delay), ++turns, secret);
            entries.put(message.id(), entry);
            later.add(entry);
        }
    }

    private void accept(QueueRecord deadLetter) {
        lock.lock();
        try {
            Instant now = settleTime();
            ended.remove(deadLetter.id());
            add(deadLetter, now, Duration.ZERO);
            announce();
        } finally {
            lock.unlock();
        }
    }

    private void announce() {
        news = true;
        arrival.signalAll();
    }

    /** Moves what has become ready, drops what is ready and has outlived the retention, and returns the time. */
    private Instant settleTime() {
        Instant now = clock.instant();
        while (!later.isEmpty() && !later.first().readyAt.isAfter(now)) {
            MemoryQueueEntry entry = later.first();
            later.remove(entry);
            ready.add(entry);
            readyByAge.add(entry);
            readyBytes += entry.message.body().length;
        }
        while (!ready.isEmpty() && !readyByAge.first().since.plus(retention).isAfter(now)) {
            forget(readyByAge.first(), now);
        }
        ended.settleTime(now);
        return now;
    }

    private void detach(MemoryQueueEntry entry) {
        if (!later.remove(entry)) {
            ready.remove(entry);
            readyByAge.remove(entry);
            readyBytes -= entry.message.body().length;
        }
    }

    private void forget(MemoryQueueEntry entry, Instant now) {
        detach(entry);
        entries.remove(entry.message.id());
        ended.add(entry.message.id(), now);
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
                return new Taken(List.of(), next(now, fill), false);
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

    private @Nullable Duration next(Instant now, Duration fill) {
        Instant filled = ready.isEmpty() ? null : ready.first().readyAt.plus(fill);
        Instant joined = later.isEmpty() ? null : later.first().readyAt;
        Instant next = filled == null || (joined != null && joined.isBefore(filled)) ? joined : filled;
        return next == null ? null : Duration.between(now, next);
    }

    private Leased lease(MemoryQueueEntry entry, Instant until) {
        detach(entry);
        String lease = entry.lease().toString();
        entry.readyAt = until;
        later.add(entry);
        return new Leased(lease, entry.message, entry.attempts, entry.failures);
    }

    @Override
    public List<String> settle(List<Settlement> settlements, @Nullable String deadLetterQueue) {
        MemoryQueueDriver dead = deadLetterQueue == null ? this : queues.apply(deadLetterQueue);
        // A letter is never seen in neither queue; always in the same order, or two queues could wait for each other.
        MemoryQueueDriver first = dead.number < number ? dead : this;
        MemoryQueueDriver second = first == this ? dead : this;
        first.lock.lock();
        try {
            second.lock.lock();
            try {
                return decide(settlements, deadLetterQueue == null ? null : dead);
            } finally {
                second.lock.unlock();
            }
        } finally {
            first.lock.unlock();
        }
    }

    private List<String> decide(List<Settlement> settlements, @Nullable MemoryQueueDriver dead) {
        List<String> lost = new ArrayList<>();
        Instant now = settleTime();
        for (Settlement settlement : settlements) {
            MemoryQueueEntry entry = entry(settlement);
            if (entry == null) {
                lost.add(settlement.lease());
            } else {
                if (dead != null && settlement.decision() == Decision.BURY) {
                    dead.accept(entry.message);
                }
                decide(entry, settlement, now);
            }
        }
        settleTime();
        announce();
        return lost;
    }

    private @Nullable MemoryQueueEntry entry(Settlement settlement) {
        MemoryLease lease = MemoryLease.parse(settlement.lease());
        MemoryQueueEntry entry = lease == null ? null : entries.get(lease.id());
        if (lease == null || entry == null) {
            return null;
        }
        boolean ack = settlement.decision() == Decision.ACK;
        return entry.isHeldBy(lease) || (ack && entry.wasLeasedAs(lease)) ? entry : null;
    }

    private void decide(MemoryQueueEntry entry, Settlement settlement, Instant now) {
        switch (settlement.decision()) {
            case ACK, BURY -> forget(entry, now);
            case EXTEND -> reschedule(entry, now.plus(settlement.time()));
            case RELEASE -> {
                entry.attempts--;
                entry.settled();
                reschedule(entry, now);
            }
            case RETRY -> {
                entry.failures++;
                entry.settled();
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
            long left = TimeUnit.NANOSECONDS.convert(atMost);
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
            Instant now = settleTime();
            entries.keySet().forEach(id -> ended.add(id, now));
            entries.clear();
            ready.clear();
            readyByAge.clear();
            later.clear();
            readyBytes = 0;
        } finally {
            lock.unlock();
        }
    }

    /** How many messages take up memory, and how many ids of messages that ended. */
    Occupied occupied() {
        lock.lock();
        try {
            return new Occupied(entries.size(), ended.size());
        } finally {
            lock.unlock();
        }
    }

    record Occupied(int messages, int ended) {}

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
