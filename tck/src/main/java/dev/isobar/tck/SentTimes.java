package dev.isobar.tck;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * When messages were sent, in the time of a recording. Where the kit cannot move time, a timestamp counts as the recording's
 * time of the call during which it was made.
 */
final class SentTimes {
    private final InstantSource clock;
    private final boolean controlled;
    private final Instant start;
    private final List<Call> calls = new ArrayList<>();
    private long advanced;

    private record Call(Instant from, Instant to, long millis) {
        boolean covers(Instant timestamp) {
            return !timestamp.isBefore(from) && !timestamp.isAfter(to);
        }
    }

    SentTimes(InstantSource clock, boolean controlled) {
        this.clock = clock;
        this.controlled = controlled;
        this.start = clock.instant();
    }

    void advance(int seconds) {
        advanced += seconds * 1_000L;
    }

    /** Makes a call that may send. */
    <T> T during(Supplier<T> call) {
        // Timestamps are in whole milliseconds.
        Instant from = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        try {
            return call.get();
        } finally {
            calls.add(new Call(from, clock.instant(), advanced));
        }
    }

    /** Milliseconds since the start of the recording; far off for a time at which nothing was sent. */
    long millis(Instant timestamp) {
        if (!controlled) {
            for (Call call : calls) {
                if (call.covers(timestamp)) {
                    return call.millis();
                }
            }
        }
        return Duration.between(start, timestamp).toMillis();
    }
}
