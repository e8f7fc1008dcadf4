package dev.isobar.backend.redis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;

/** A bounded wait for what a server or a client does in its own time. */
final class Await {
    static final Duration BOUND = Duration.ofSeconds(20);
    private static final long STEP_NANOS = 2_000_000;

    private Await() {}

    /** What is waited for; calls of drivers throw anything. */
    interface Condition {
        boolean holds() throws Exception;
    }

    static void until(Supplier<String> what, Condition condition) {
        until(BOUND, what, condition);
    }

    static void until(Duration bound, Supplier<String> what, Condition condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!holds(condition)) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what.get() + ", for " + bound);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }

    private static boolean holds(Condition condition) {
        try {
            return condition.holds();
        } catch (RuntimeException unchecked) {
            throw unchecked;
        } catch (Exception failed) {
            throw new AssertionError("failed while waiting", failed);
        }
    }
}
