package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import dev.isobar.spi.QueueDriver.Taken;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a batch is collected over a driver that does not wait (Q-CONS-03), by a clock of the test. */
class BatchFillingTest {
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final List<Integer> asked = new ArrayList<>();
    private long now = 7;
    private final BatchFilling filling =
            new BatchFilling(QueueConsumerSettings.DEFAULT.withMaxBatchSize(3).withMaxBatchTimeout(LONGEST), () -> now);

    private Taken take(int found, @Nullable Duration next) {
        return filling.take(most -> {
            asked.add(most);
            return new Taken(messages(found), next, false);
        });
    }

    private static List<Leased> messages(int count) {
        QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", new byte[0]);
        return IntStream.range(0, count)
                .mapToObj(i -> new Leased("lease", message, 1, 0))
                .toList();
    }

    @Test
    void handsAFullBatchOver() {
        assertEquals(3, take(3, null).messages().size());

        assertEquals(List.of(), filling.release());
        assertEquals(List.of(3), asked);
    }

    @Test
    void asksForWhatIsMissing() {
        assertEquals(0, take(1, null).messages().size());
        assertEquals(0, take(1, null).messages().size());

        assertEquals(3, take(1, null).messages().size());

        assertEquals(List.of(3, 2, 1), asked);
    }

    @Test
    void handsOverWhatItHasWhenItsTimeHasPassed() {
        take(1, null);
        now += LONGEST.toNanos() - 1;
        assertEquals(0, take(1, null).messages().size());
        now += 1;

        assertEquals(2, take(1, null).messages().size());
        assertEquals(List.of(3, 2), asked);
    }

    @Test
    void countsTheTimeFromTheFirstMessageOfEachBatch() {
        take(0, null);
        now += LONGEST.toNanos();
        assertEquals(0, take(1, null).messages().size());
        now += LONGEST.toNanos();
        assertEquals(1, take(0, null).messages().size());

        assertEquals(0, take(1, null).messages().size());
        now += LONGEST.toNanos() - 1;
        assertEquals(0, take(0, null).messages().size());
    }

    @Test
    void handsOverWhatIsDueAfterACallThatTookLong() {
        take(1, null);

        Taken taken = filling.take(most -> {
            now += LONGEST.toNanos();
            return new Taken(messages(1), null, false);
        });

        assertEquals(2, taken.messages().size());
    }

    @Test
    void saysWhenItIsDueUnlessTheStoreSaysSooner() {
        assertEquals(LONGEST, take(1, null).next());
        now += Duration.ofSeconds(4).toNanos();
        assertEquals(Duration.ofSeconds(6), take(0, Duration.ofSeconds(7)).next());
        assertEquals(Duration.ofSeconds(5), take(0, Duration.ofSeconds(5)).next());
        assertEquals(Duration.ofSeconds(6), take(0, null).next());
    }

    @Test
    void passesOnWhatTheStoreSaysOfAnEmptyQueue() {
        assertEquals(Duration.ofSeconds(20), take(0, Duration.ofSeconds(20)).next());
        assertNull(take(0, null).next());
        Taken paused = filling.take(most -> new Taken(List.of(), null, true));
        assertTrue(paused.paused());

        take(1, null);

        assertFalse(take(0, null).paused());
    }

    @Test
    void releasesWhatItHoldsOnce() {
        take(2, null);

        assertEquals(2, filling.release().size());
        assertEquals(List.of(), filling.release());
    }
}
