package dev.isobar.backend.redis;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A bounded wait for what a server or a client does in its own time. */
final class Await {
    static final Duration BOUND = Duration.ofSeconds(20);
    private static final long STEP_NANOS = 2_000_000;

    private Await() {}

    static void until(Supplier<String> what, BooleanSupplier condition) {
        until(BOUND, what, condition);
    }

    static void until(Duration bound, Supplier<String> what, BooleanSupplier condition) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(what.get() + ", for " + bound);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
