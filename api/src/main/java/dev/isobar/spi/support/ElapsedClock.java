package dev.isobar.spi.support;

import dev.isobar.spi.BackendConfig;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * A clock to measure waiting with (rule Q-TIME-01): it starts at the time of the system and then runs on evenly, whatever
 * becomes of the system's clock. Its instants are for differences; times that somebody reads come from {@link
 * BackendConfig#clock()}. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public final class ElapsedClock implements InstantSource {
    private final Instant start;
    private final long startNanos;
    private final LongSupplier nanos;

    private ElapsedClock(InstantSource wall, LongSupplier nanos) {
        this.nanos = nanos;
        this.startNanos = nanos.getAsLong();
        this.start = wall.instant();
    }

    /**
     * Starts a clock now.
     *
     * @return the clock, with the resolution of {@link System#nanoTime()}
     */
    public static InstantSource start() {
        return new ElapsedClock(InstantSource.system(), System::nanoTime);
    }

    /**
     * Returns what a backend measures waiting with.
     *
     * @param config how the backend is opened
     * @return the clock that code passed, or a clock that starts now if code passed none
     */
    public static InstantSource of(BackendConfig config) {
        return config.applicationClock() ? config.clock() : start();
    }

    /** Starts a clock over sources that tests move. */
    static InstantSource start(InstantSource wall, LongSupplier nanos) {
        return new ElapsedClock(wall, nanos);
    }

    @Override
    public Instant instant() {
        return start.plusNanos(nanos.getAsLong() - startNanos);
    }
}
