package dev.isobar.internal.vectorize;

import dev.isobar.error.CallSite;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnavailableException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks at growing intervals until a mutation is processed or the time is over. */
final class MutationWait {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private MutationWait() {}

    static void until(BooleanSupplier processed, Duration timeout, CallSite site) {
        long start = System.nanoTime();
        // Ends of time are 292 years away, before and after.
        long longest = Math.max(0, TimeUnit.NANOSECONDS.convert(timeout));
        long pause = SHORTEST_PAUSE;
        while (!processed.getAsBoolean()) {
            long left = longest - (System.nanoTime() - start);
            if (Thread.currentThread().isInterrupted()) {
                throw new UnavailableException(site, null, site + ": interrupted while waiting for a mutation", null);
            }
            if (left <= 0) {
                String text = site + ": the mutation was not processed within " + timeout;
                throw new TimedOutException(site, null, text, null);
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }
}
