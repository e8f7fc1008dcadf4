package dev.isobar.internal;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * A point in elapsed time until which somebody waits; no clock that can be set back or forward moves it.
 *
 * @param start when the wait began, in the nanoseconds of this process
 * @param span for how many nanoseconds
 */
public record Deadline(long start, long span) {
    /** The longest durations wait for 292 years, the negative ones not at all. */
    public static Deadline after(Duration time) {
        return new Deadline(System.nanoTime(), Math.max(0, TimeUnit.NANOSECONDS.convert(time)));
    }

    /** How many nanoseconds are left; none is below zero. */
    public long left() {
        return Math.max(0, span - (System.nanoTime() - start));
    }
}
