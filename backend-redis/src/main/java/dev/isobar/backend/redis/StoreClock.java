package dev.isobar.backend.redis;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.List;

/**
 * Whose time counts: the server's, so that processes whose clocks differ agree on leases and delays, unless the
 * environment was given a clock of its own, as tests do.
 */
record StoreClock(InstantSource clock, boolean controlled) {
    private static final List<InstantSource> SYSTEM =
            List.of(InstantSource.system(), Clock.systemUTC(), Clock.system(ZoneId.systemDefault()));

    static StoreClock of(InstantSource clock) {
        return new StoreClock(clock, !SYSTEM.contains(clock));
    }

    /** What scripts are told: milliseconds, or -1 for the server's own time. */
    long forScripts() {
        return controlled ? clock.millis() : -1;
    }

    Instant now() {
        return clock.instant();
    }
}
