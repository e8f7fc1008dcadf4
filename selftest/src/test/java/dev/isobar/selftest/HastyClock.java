package dev.isobar.selftest;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicLong;

/**
 * A clock that comes close to the end of a minute in a few seconds, and then moves by a step each time that it is read:
 * who looks often enough misses nothing, however slow the machine is.
 */
final class HastyClock implements InstantSource {
    private static final int HASTE = 20;
    private static final Duration HASTY = Duration.ofSeconds(57);
    private static final long STEP_MILLIS = 2;

    private final Instant start = Instant.now().truncatedTo(ChronoUnit.SECONDS);
    private final long begin = System.nanoTime();
    private final AtomicLong readings = new AtomicLong();

    @Override
    public Instant instant() {
        Duration passed = Duration.ofNanos(System.nanoTime() - begin).multipliedBy(HASTE);
        return start.plus(passed.compareTo(HASTY) < 0 ? passed : HASTY)
                .plusMillis(readings.incrementAndGet() * STEP_MILLIS);
    }
}
