package dev.isobar.tck;

import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;

/** Times that no number of nanoseconds or milliseconds holds. */
final class Times {
    static final List<Duration> ENDLESS = List.of(
            ChronoUnit.FOREVER.getDuration(), Duration.ofSeconds(Long.MAX_VALUE), Duration.ofSeconds(Long.MIN_VALUE));

    private Times() {}
}
