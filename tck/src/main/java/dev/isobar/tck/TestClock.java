package dev.isobar.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;

/**
 * A clock that stands until it is moved. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public final class TestClock implements InstantSource {
    private final AtomicReference<Instant> now;

    /** Starts at 14 November 2023, 22:13:20 UTC, a full second. */
    public TestClock() {
        this(Instant.ofEpochSecond(1_700_000_000));
    }

    /**
     * Starts at an instant.
     *
     * @param start the first time that the clock shows
     */
    public TestClock(Instant start) {
        now = new AtomicReference<>(start);
    }

    @Override
    public Instant instant() {
        return now.get();
    }

    /**
     * Moves the clock on.
     *
     * @param time how far
     */
    public void advance(Duration time) {
        now.updateAndGet(instant -> instant.plus(time));
    }

    /**
     * Sets the clock.
     *
     * @param instant what it shows from now on
     */
    public void set(Instant instant) {
        now.set(instant);
    }
}
