package dev.isobar.tck;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** A bounded wait for what a backend does in its own time. */
final class Await {
    private static final long STEP_NANOS = 20_000_000;

    private Await() {}

    /** Waits, for a store that keeps time itself. */
    static void pass(Duration time) {
        long end = System.nanoTime() + time.toNanos();
        for (long left = time.toNanos(); left > 0; left = end - System.nanoTime()) {
            LockSupport.parkNanos(left);
        }
    }

    static void until(Duration longest, BooleanSupplier condition) {
        long end = System.nanoTime() + longest.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("not seen within " + longest);
            }
            LockSupport.parkNanos(STEP_NANOS);
        }
    }
}
