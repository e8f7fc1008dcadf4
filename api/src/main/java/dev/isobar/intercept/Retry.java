package dev.isobar.intercept;

import dev.isobar.error.IsobarException;
import dev.isobar.error.ThrottledException;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Repeats calls that failed and may succeed later, after a wait that doubles each time.
 *
 * <p>Only calls that may be repeated without a further effect ({@link Operation#idempotent()}) and errors that are
 * {@link IsobarException#retryable()} are repeated. Half of each wait is random, so that many callers do not come back
 * together. A wait that the backend asks for is kept where it is longer; where it is longer than the longest wait, the
 * error goes to the caller at once. The last error goes to the caller, with the earlier ones suppressed in it. Safe for
 * use from many threads.
 *
 * @param attempts how often a call is made at most, the first time included; at least 1
 * @param firstWait the wait before the second attempt, before its random part
 * @param longestWait what no wait exceeds
 * @param sleeper how to wait
 * @param random numbers from 0 to 1
 */
public record Retry(int attempts, Duration firstWait, Duration longestWait, Sleeper sleeper, DoubleSupplier random)
        implements Interceptor {
    /** Makes 4 attempts, with waits of about 0.1, 0.2 and 0.4 seconds and none over 5 seconds. */
    public static final Retry DEFAULT = new Retry(
            4,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            wait -> TimeUnit.NANOSECONDS.sleep(wait.toNanos()),
            () -> ThreadLocalRandom.current().nextDouble());

    /** Waits; tests wait without waiting. */
    @FunctionalInterface
    public interface Sleeper {
        /**
         * Waits on the caller's thread.
         *
         * @param wait how long
         * @throws InterruptedException if the thread is interrupted; the call is then not repeated
         */
        void sleep(Duration wait) throws InterruptedException;
    }

    /** Refuses less than one attempt and negative waits. */
    public Retry {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + "; at least 1 is needed");
        }
        if (firstWait.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("waits must not be negative");
        }
    }

    /**
     * Sets how often a call is made at most.
     *
     * @param most the attempts, the first included; at least 1
     * @return a changed copy
     */
    public Retry withAttempts(int most) {
        return new Retry(most, firstWait, longestWait, sleeper, random);
    }

    /**
     * Sets the waits.
     *
     * @param first the wait before the second attempt
     * @param longest what no wait exceeds
     * @return a changed copy
     */
    public Retry withWaits(Duration first, Duration longest) {
        return new Retry(attempts, first, longest, sleeper, random);
    }

    /**
     * Sets how to wait, for tests.
     *
     * @param how what is called instead of sleeping
     * @return a changed copy
     */
    public Retry withSleeper(Sleeper how) {
        return new Retry(attempts, firstWait, longestWait, how, random);
    }

    /**
     * Sets where random numbers come from, for tests.
     *
     * @param numbers numbers from 0 to 1
     * @return a changed copy
     */
    public Retry withRandom(DoubleSupplier numbers) {
        return new Retry(attempts, firstWait, longestWait, sleeper, numbers);
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        if (!operation.idempotent()) {
            return call.get();
        }
        IsobarException earlier = null;
        for (int attempt = 1; ; attempt++) {
            try {
                return call.get();
            } catch (IsobarException failed) {
                if (earlier != null && earlier != failed) {
                    failed.addSuppressed(earlier);
                }
                if (!failed.retryable() || attempt == attempts || !waits(failed, attempt)) {
                    throw failed;
                }
                earlier = failed;
            }
        }
    }

    /** Waits before the next attempt; returns false if there shall be none. */
    private boolean waits(IsobarException failed, int attempt) {
        Duration wait = wait(attempt);
        if (failed instanceof ThrottledException throttled && throttled.retryAfter() != null) {
            Duration asked = throttled.retryAfter();
            if (asked.compareTo(longestWait) > 0) {
                return false;
            }
            wait = asked.compareTo(wait) > 0 ? asked : wait;
        }
        try {
            sleeper.sleep(wait);
            return true;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Duration wait(int attempt) {
        double doubled = (double) firstWait.toNanos() * Math.pow(2, attempt - 1.0);
        double bounded = Math.min(doubled, (double) longestWait.toNanos());
        return Duration.ofNanos((long) (bounded * (0.5 + random.getAsDouble() / 2)));
    }
}
