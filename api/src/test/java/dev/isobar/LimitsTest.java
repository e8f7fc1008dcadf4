package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.kv.KvLimits;
import dev.isobar.queue.QueueLimits;
import dev.isobar.spi.Capabilities;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;

/** Times of limits and declarations that could not be added up. */
class LimitsTest {
    private static final Duration ENDLESS = ChronoUnit.FOREVER.getDuration();

    @Test
    void refusesTimesThatCannotBeAddedUp() {
        for (Duration wrong : new Duration[] {ENDLESS, Duration.ofSeconds(-1)}) {
            assertThrows(
                    IllegalArgumentException.class,
                    () -> new QueueLimits(1, 1, 1, wrong, 1, Duration.ZERO, 1, 1, Duration.ZERO));
            assertThrows(IllegalArgumentException.class, () -> new KvLimits(1, 1, 1, Duration.ZERO, wrong, 1, 1, 1));
        }
    }

    @Test
    void takesAnyVisibility() {
        assertEquals(
                Duration.ofMillis(Long.MAX_VALUE),
                Capabilities.of().withVisibility(ENDLESS).visibility());
    }
}
