package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import org.junit.jupiter.api.Test;

/** How long a consumer rests, and where that ends (Q-CONS-13). */
class IdlePauseTest {
    private final IdlePause pause = new IdlePause();

    @Test
    void growsUpToASecondAndBeginsAnew() {
        assertEquals(Duration.ofMillis(10), pause.afterNothing(null));
        assertEquals(Duration.ofMillis(20), pause.afterNothing(null));
        for (int i = 0; i < 100; i++) {
            pause.afterNothing(null);
        }
        assertEquals(Duration.ofSeconds(1), pause.afterNothing(null));

        pause.reset();

        assertEquals(Duration.ofMillis(10), pause.afterNothing(null));
    }

    @Test
    void growsUpToTwoSecondsAfterFailures() {
        for (int i = 0; i < 100; i++) {
            pause.afterFailure();
        }

        assertEquals(Duration.ofSeconds(2), pause.afterFailure());
    }

    @Test
    void restsNoLongerThanTheStoreKnowsAndNeverNotAtAll() {
        pause.afterNothing(null);

        assertEquals(Duration.ofMillis(5), pause.afterNothing(Duration.ofMillis(5)));
        assertEquals(Duration.ofMillis(1), pause.afterNothing(Duration.ofNanos(1)));
        assertEquals(Duration.ofMillis(1), pause.afterNothing(Duration.ofSeconds(-3)));
        assertEquals(Duration.ofMillis(160), pause.afterNothing(Duration.ofHours(1)));
    }
}
