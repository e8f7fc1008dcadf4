package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import dev.isobar.spi.BackendConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ElapsedClockTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private Instant wall = START;
    private long nanos = Long.MAX_VALUE - 5;

    @Test
    void runsOnEvenlyWhenTheClockOfTheSystemIsSet() {
        InstantSource clock = ElapsedClock.start(() -> wall, () -> nanos);

        wall = START.minus(Duration.ofSeconds(8));
        nanos += Duration.ofSeconds(3).toNanos();

        assertEquals(START.plusSeconds(3), clock.instant());
    }

    @Test
    void isTheClockThatCodePassed() {
        InstantSource passed = () -> wall;
        BackendConfig config = BackendConfig.of("memory", "", Map.of());

        assertSame(passed, ElapsedClock.of(config.withClock(passed)));
        assertNotEquals(config.clock(), ElapsedClock.of(config));
    }
}
