package dev.isobar.backend.redis;

import java.time.Instant;
import java.time.InstantSource;

/**
 * Whose time counts: the server's, so that processes whose clocks differ agree on leases and delays, unless the
 * environment was given a clock of its own, as tests do.
 */
record StoreClock(InstantSource clock, boolean controlled) {
    /** What scripts are told: milliseconds, or -1 for the server's own time. */
    long forScripts() {
        return controlled ? clock.millis() : -1;
    }

    Instant now() {
        return clock.instant();
    }
}
