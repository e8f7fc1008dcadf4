package dev.isobar.backend.memory;

import dev.isobar.spi.QueueDriver.QueueRecord;
import java.time.Instant;
import java.util.Comparator;

/** A message in a queue; changed under the queue's lock only, and never while it is in a sorted set. */
final class MemoryQueueEntry {
    /** In the order of becoming ready. */
    static final Comparator<MemoryQueueEntry> BY_READINESS = Comparator.<MemoryQueueEntry, Instant>comparing(
                    entry -> entry.readyAt)
            .thenComparing(entry -> entry.turn);

    /** In the order in which they were ready for the first time. */
    static final Comparator<MemoryQueueEntry> BY_AGE = Comparator.<MemoryQueueEntry, Instant>comparing(
                    entry -> entry.since)
            .thenComparing(entry -> entry.turn);

    final QueueRecord message;
    final Instant since;
    private final String secret;
    private long leases;
    private boolean held;
    Instant readyAt;
    long turn;
    int attempts;
    int failures;

    /** The secret is random: without it nobody can name a lease. */
    MemoryQueueEntry(QueueRecord message, Instant readyAt, long turn, String secret) {
        this.message = message;
        this.since = readyAt;
        this.readyAt = readyAt;
        this.turn = turn;
        this.secret = secret;
    }

    /** Begins a lease. */
    MemoryLease lease() {
        attempts++;
        leases++;
        held = true;
        return new MemoryLease(leases, secret, message.id());
    }

    /** Whether a lease of this message is the latest one and was not settled before. */
    boolean isHeldBy(MemoryLease lease) {
        return held && lease.number() == leases && lease.secret().equals(secret);
    }

    /** Whether a lease of this message was ever begun. */
    boolean wasLeasedAs(MemoryLease lease) {
        return lease.number() <= leases && lease.secret().equals(secret);
    }

    void settled() {
        held = false;
    }
}
