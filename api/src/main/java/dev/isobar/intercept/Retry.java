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
 * together. A wait that the backend asks for is kept if it is longer; if it is longer than the longest wait, the
 * error goes to the caller at once. Nothing is repeated on a thread that is interrupted. The last error goes to the caller, with the earlier ones suppressed in it. Safe for
 * use from many threads.
 *
 * @since 0.1.0
 */
public final class Retry implements Interceptor {
    /** Makes 4 attempts, with waits of about 0.1, 0.2 and 0.4 seconds and none over 5 seconds. */
    public static final Retry DEFAULT = new Retry(
            4,
            Duration.ofMillis(100),
            Duration.ofSeconds(5),
            wait -> TimeUnit.NANOSECONDS.sleep(nanos(wait)),
            () -> ThreadLocalRandom.current().nextDouble());

    private final int attempts;
    private final Duration firstWait;
    private final Duration longestWait;
    private final Sleeper sleeper;
    private final DoubleSupplier random;

    /** Waits on the caller's thread; tests return at once. */
    @FunctionalInterface
    interface Sleeper {
        void sleep(Duration wait) throws InterruptedException;
    }

    private Retry(int attempts, Duration firstWait, Duration longestWait, Sleeper sleeper, DoubleSupplier random) {
        if (attempts < 1) {
            throw new IllegalArgumentException("attempts is " + attempts + "; at least 1 is needed");
        }
        if (firstWait.isNegative() || longestWait.isNegative()) {
            throw new IllegalArgumentException("waits must not be negative");
        }
        this.attempts = attempts;
        this.firstWait = firstWait;
        this.longestWait = longestWait;
        this.sleeper = sleeper;
        this.random = random;
    }

    /**
     * Sets how often a call is made at most.
     *
     * @param most the attempts, the first included; at least 1
     * @return a changed copy
     * @throws IllegalArgumentException if {@code most} is less than 1
     */
    public Retry withAttempts(int most) {
        return new Retry(most, firstWait, longestWait, sleeper, random);
    }

    /**
     * Sets the waits.
     *
     * @param first the wait before the second attempt, before its random part; it doubles with each attempt
     * @param longest what no wait exceeds; any length, such as {@code ChronoUnit.FOREVER.getDuration()} for no bound
     * @return a changed copy
     * @throws IllegalArgumentException if one of them is negative
     */
    public Retry withWaits(Duration first, Duration longest) {
        return new Retry(attempts, first, longest, sleeper, random);
    }

    Retry withSleeper(Sleeper how) {
        return new Retry(attempts, firstWait, longestWait, how, random);
    }

    /** Sets where the numbers from 0 to 1 come from. */
    Retry withRandom(DoubleSupplier numbers) {
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
                boolean last = attempt == attempts || Thread.currentThread().isInterrupted();
                if (last || !failed.retryable() || !waits(failed, attempt)) {
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
        double doubled = (double) nanos(firstWait) * Math.pow(2, attempt - 1.0);
        double bounded = Math.min(doubled, (double) nanos(longestWait));
        return Duration.ofNanos((long) (bounded * (0.5 + random.getAsDouble() / 2)));
    }

    /** A wait of more than 292 years is one of 292 years. */
    private static long nanos(Duration wait) {
        return TimeUnit.NANOSECONDS.convert(wait);
    }
}
