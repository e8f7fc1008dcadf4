package dev.isobar.internal.vectorize;

import dev.isobar.error.CallSite;
import dev.isobar.error.TimedOutException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/** Asks again and again, less and less often, until a mutation is processed or the time is over. */
final class MutationWait {
    private static final long SHORTEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(5);
    private static final long LONGEST_PAUSE = TimeUnit.SECONDS.toNanos(1);

    private MutationWait() {}

    static void until(BooleanSupplier processed, Duration timeout, CallSite site) {
        long start = System.nanoTime();
        long longest = nanos(timeout);
        long pause = SHORTEST_PAUSE;
        while (!processed.getAsBoolean()) {
            long left = longest - (System.nanoTime() - start);
            if (left <= 0 || Thread.currentThread().isInterrupted()) {
                String why = left <= 0 ? " within " + timeout : " when the thread was interrupted";
                throw new TimedOutException(site, null, site + ": the mutation was not processed" + why, null);
            }
            LockSupport.parkNanos(Math.min(pause, left));
            pause = Math.min(2 * pause, LONGEST_PAUSE);
        }
    }

    private static long nanos(Duration timeout) {
        try {
            return timeout.toNanos();
        } catch (ArithmeticException longerThanTwoCenturies) {
            return Long.MAX_VALUE;
        }
    }
}
