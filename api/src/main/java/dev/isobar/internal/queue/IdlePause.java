package dev.isobar.internal.queue;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How long a consumer rests: ever longer while its queue is empty or its backend fails, up to a bound. */
final class IdlePause {
    private static final Duration FIRST = Duration.ofMillis(10);
    private static final Duration LONGEST = Duration.ofSeconds(1);

    /** A consumer notices after 5 seconds at most that its store is back, the time that a client takes to connect included. */
    private static final Duration LONGEST_AFTER_FAILURE = Duration.ofSeconds(2);

    private static final Duration SHORTEST = Duration.ofMillis(1);

    private Duration next = FIRST;

    void reset() {
        next = FIRST;
    }

    /** Returns the pause after a take without messages; the store may know how long it will stay like that. */
    Duration afterNothing(@Nullable Duration left) {
        Duration pause = longer(LONGEST);
        if (left == null || left.compareTo(pause) >= 0) {
            return pause;
        }
        return left.compareTo(SHORTEST) < 0 ? SHORTEST : left;
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
