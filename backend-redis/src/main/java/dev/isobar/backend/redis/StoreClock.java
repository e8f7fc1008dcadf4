package dev.isobar.backend.redis;

import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/**
 * Whose time counts: the server's, so that processes whose clocks differ agree on leases and delays, unless the
 * environment was given a clock of its own, as tests do.
 */
record StoreClock(InstantSource clock, boolean controlled) {
    /** What scripts are told: milliseconds, or -1 for the server's own time. */
    long forScripts() {
        return controlled ? clock.millis() : -1;
    }

    /** Whether an entry has expired by a clock of the environment's, which may be ahead of the server's. */
    boolean hasPassed(@Nullable Instant expiration) {
        return controlled && expiration != null && !expiration.isAfter(now());
    }

    Instant now() {
        return clock.instant();
    }
}
