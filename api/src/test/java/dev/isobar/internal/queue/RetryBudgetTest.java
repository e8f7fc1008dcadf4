package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.QueueDriver.Leased;
import dev.isobar.spi.QueueDriver.QueueRecord;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** When a message is given up, by its two counts (Q-DLQ-01). The attempt is the one that was just leased. */
class RetryBudgetTest {
    @ParameterizedTest
    @CsvSource({
        // maxRetries, attempts, failures, given up unseen, last delivery
        "0, 1, 0, false, true",
        "0, 4, 0, false, true",
        "0, 5, 0, true, true",
        "0, 2, 1, true, true",
        "3, 4, 3, false, true",
        "3, 4, 2, false, false",
        "3, 5, 4, true, true",
        "7, 8, 7, false, true",
        "7, 9, 5, false, false",
        "7, 10, 5, true, false",
        "100, 101, 100, false, true",
    })
    void countsFailuresAndLeasesApart(int maxRetries, int attempts, int failures, boolean spent, boolean last) {
        QueueRecord message = new QueueRecord("id", Instant.EPOCH, "text", new byte[0]);
        Leased leased = new Leased("lease", message, attempts, failures);
        RetryBudget budget = new RetryBudget(maxRetries);

        assertEquals(spent, budget.isSpent(leased));
        assertEquals(last, budget.isLast(leased));
    }
}
