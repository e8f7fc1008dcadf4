package dev.isobar.internal.queue;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** How long a consumer rests: ever longer while its queue is empty or its backend fails, up to a bound. */
final class IdlePause {
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(30);

    private final InstantSource clock;
    private Duration next = FIRST;

    IdlePause(InstantSource clock) {
        this.clock = clock;
    }

    void reset() {
        next = FIRST;
    }

    Duration afterNothing(@Nullable Instant due) {
        Duration pause = longer(LONGEST);
        Duration left = due == null ? pause : Duration.between(clock.instant(), due);
        if (left.compareTo(pause) >= 0) {
            return pause;
        }
        return left.compareTo(Duration.ofMillis(1)) < 0 ? Duration.ofMillis(1) : left;
    }

    Duration afterFailure() {
        return longer(LONGEST_AFTER_FAILURE);
    }

    private Duration longer(Duration bound) {
        Duration pause = next.compareTo(bound) > 0 ? bound : next;
        next = pause.multipliedBy(2);
        return pause;
    }
}
