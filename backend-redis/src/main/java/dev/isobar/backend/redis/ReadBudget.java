package dev.isobar.backend.redis;

import java.util.concurrent.atomic.AtomicLong;

/** The bytes that a bulk read may still return, shared by the answers of its commands. */
final class ReadBudget {
    private final AtomicLong left;

    ReadBudget(long mostBytes) {
        left = new AtomicLong(mostBytes);
    }

    /** Counts bytes; returns false if they, with those before them, are more than the budget. */
    boolean take(long bytes) {
        return left.addAndGet(-bytes) >= 0;
    }

    void giveBack(long bytes) {
        left.addAndGet(bytes);
    }

    boolean exceeded() {
        return left.get() < 0;
    }
}
