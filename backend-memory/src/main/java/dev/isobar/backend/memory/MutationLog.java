package dev.isobar.backend.memory;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.UUID;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** The order of the writes of one index, and how far it can be seen. */
final class MutationLog {
    private static final long VARIANT = 1L << 63;

    /** From so many writes on that wait to be seen, those of a 64th of the visibility are seen together, with the last. */
    private static final int MANY = 1_000;

    private static final int SHARES = 64;

    private final InstantSource clock;
    private final Duration visibility;
    private final long own;
    private final ReentrantLock lock = new ReentrantLock();
    private final ArrayDeque<Mutation> pending = new ArrayDeque<>();
    private volatile Mutation visible = new Mutation(0, null, null, 0);
    private long last;
    private @Nullable Instant joinedSince;
    private boolean joins;

    MutationLog(InstantSource clock, Duration visibility) {
        this.clock = clock;
        this.visibility = visibility;
        this.own = (UUID.randomUUID().getMostSignificantBits() & ~0xF000L) | 0x8000L;
    }

    /** One write: its place in the order, its id, when it was accepted, how many vectors there are after it. */
    record Mutation(
            long sequence, @Nullable String id, @Nullable Instant at, long vectors) {}

    /** Returns the place of the next write. Writers come one at a time. */
    long next() {
        return last + 1;
    }

    /**
     * Begins the next write; returns the last one before it that is ever seen without it. What was written after that one
     * and is replaced by the next is never seen.
     */
    long begin() {
        lock.lock();
        try {
            Instant now = clock.instant();
            joins = pending.size() >= MANY
                    && joinedSince != null
                    && now.isBefore(joinedSince.plus(visibility.dividedBy(SHARES)));
            if (!joins) {
                joinedSince = now;
                return last;
            }
            Iterator<Mutation> newestFirst = pending.descendingIterator();
            newestFirst.next();
            return newestFirst.next().sequence();
        } finally {
            lock.unlock();
        }
    }

    /** Lets the next write be seen when its time has come; returns its id. */
    String accept(long vectors) {
        last++;
        String id = new UUID(own, VARIANT | last).toString();
        Mutation accepted = new Mutation(last, id, clock.instant(), vectors);
        if (visibility.isZero()) {
            visible = accepted;
            return id;
        }
        lock.lock();
        try {
            if (joins && pending.pollLast() == null) {
                // The clock has jumped, and the write that this one joins can be seen already.
                visible = accepted;
            } else {
                pending.add(accepted);
            }
            joins = false;
        } finally {
            lock.unlock();
        }
        return id;
    }

    /** Returns the last write that can be seen now. */
    Mutation visible() {
        if (visibility.isZero()) {
            return visible;
        }
        lock.lock();
        try {
            Instant now = clock.instant();
            for (Mutation next = pending.peek(); next != null && isDue(next, now); next = pending.peek()) {
                visible = pending.remove();
            }
            return visible;
        } finally {
            lock.unlock();
        }
    }

    private boolean isDue(Mutation next, Instant now) {
        return next.at() == null || !now.isBefore(next.at().plus(visibility));
    }

    /** Tells whether an id of this index stands at or before the last write that can be seen. */
    boolean processed(String id) {
        UUID parsed;
        try {
            parsed = UUID.fromString(id);
        } catch (IllegalArgumentException foreign) {
            return false;
        }
        long sequence = parsed.getLeastSignificantBits() & ~VARIANT;
        return parsed.getMostSignificantBits() == own
                && sequence > 0
                && sequence <= visible().sequence();
    }
}
