package dev.isobar.selftest.chaos;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/** A bounded wait. */
final class Waiting {
    private Waiting() {}

    static void until(Duration bound, BooleanSupplier condition, Supplier<String> otherwise) {
        long end = System.nanoTime() + bound.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError(otherwise.get());
            }
            LockSupport.parkNanos(20_000_000);
        }
    }
}
