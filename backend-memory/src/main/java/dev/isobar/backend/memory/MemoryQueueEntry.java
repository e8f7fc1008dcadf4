package dev.isobar.backend.memory;

import dev.isobar.spi.QueueDriver.QueueRecord;
import java.time.Instant;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** A message in a queue; changed under the queue's lock only, and never while it is in a sorted set. */
final class MemoryQueueEntry {
    /** In the order of becoming ready. */
    static final Comparator<MemoryQueueEntry> BY_READINESS = Comparator.<MemoryQueueEntry, Instant>comparing(
                    entry -> entry.readyAt)
            .thenComparing(entry -> entry.turn);

    /** In the order of being sent. */
    static final Comparator<MemoryQueueEntry> BY_AGE = Comparator.<MemoryQueueEntry, Instant>comparing(
                    entry -> entry.message.timestamp())
            .thenComparing(entry -> entry.turn);

    final QueueRecord message;
    Instant readyAt;
    long turn;
    int attempts;

    @Nullable
    String lease;

    MemoryQueueEntry(QueueRecord message, Instant readyAt, long turn) {
        this.message = message;
        this.readyAt = readyAt;
        this.turn = turn;
    }
}
