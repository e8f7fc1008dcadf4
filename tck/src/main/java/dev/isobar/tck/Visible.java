package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Asserts what is visible at once, or within the delay that a backend declares. */
final class Visible {
    private static final long STEP_NANOS = 20_000_000;
    private static final Duration GRACE = Duration.ofSeconds(2);

    private Visible() {}

    static void as(TckSubject<?> subject, String what, @Nullable Object expected, Supplier<?> actual) {
        Duration delay = subject.capabilities().visibility();
        boolean atOnce = delay.isZero() || subject.capabilities().has(Capability.READ_YOUR_WRITES);
        long end = System.nanoTime() + (atOnce ? 0 : delay.plus(GRACE).toNanos());
        Object found = actual.get();
        while (!Objects.equals(expected, found) && System.nanoTime() - end < 0) {
            LockSupport.parkNanos(STEP_NANOS);
            found = actual.get();
        }
        assertEquals(expected, found, what);
    }
}
