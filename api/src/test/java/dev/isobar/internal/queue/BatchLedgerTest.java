package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.spi.QueueDriver.Decision;
import java.time.Duration;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of a message, by the calls that its handler made (Q-ACK-04 to Q-ACK-12). */
class BatchLedgerTest {
    private static final Duration SHORT = Duration.ofSeconds(3);
    private static final Duration LONG = Duration.ofSeconds(30);

    private static void assertOutcome(
            Consumer<BatchLedger> calls, Decision decision, @Nullable Duration delay, boolean asked) {
        BatchLedger ledger = new BatchLedger(2);
        calls.accept(ledger);
        ledger.close();

        BatchLedger.Outcome expected = new BatchLedger.Outcome(decision, delay, asked);
        assertEquals(expected, ledger.outcome(1, false));
        if (asked) {
            assertEquals(expected, ledger.outcome(1, true), "a failure of the handler changes no decision");
        }
    }

    private static void assertAcked(Consumer<BatchLedger> calls) {
        assertOutcome(calls, Decision.ACK, null, true);
    }

    private static void assertRetried(Consumer<BatchLedger> calls, @Nullable Duration delay) {
        assertOutcome(calls, Decision.RETRY, delay, true);
    }

    @Test
    void followsTheHandlerIfNothingWasAsked() {
        BatchLedger ledger = new BatchLedger(1);

        assertEquals(new BatchLedger.Outcome(Decision.ACK, null, false), ledger.outcome(0, false));
        assertEquals(new BatchLedger.Outcome(Decision.RETRY, null, false), ledger.outcome(0, true));
    }

    @Test
    void keepsTheFirstDecisionOnAMessage() {
        assertAcked(ledger -> ledger.ack(1));
        assertAcked(ledger -> {
            ledger.ack(1);
            ledger.retry(1, SHORT);
        });
        assertRetried(
                ledger -> {
                    ledger.retry(1, SHORT);
                    ledger.ack(1);
                },
                SHORT);
    }

    @Test
    void replacesTheDelayOfAMessageByALaterOne() {
        assertRetried(
                ledger -> {
                    ledger.retry(1, SHORT);
                    ledger.retry(1, LONG);
                },
                LONG);
        assertRetried(
                ledger -> {
                    ledger.retry(1, SHORT);
                    ledger.retry(1, null);
                },
                null);
    }

    @Test
    void decidesOnOneMessageAlone() {
        assertOutcome(
                ledger -> {
                    ledger.retry(0, SHORT);
                    ledger.ack(0);
                },
                Decision.ACK,
                null,
                false);
    }

    @Test
    void ackOfAllLeavesMessagesWithARetryOfTheirOwn() {
        assertAcked(BatchLedger::ackAll);
        assertRetried(
                ledger -> {
                    ledger.retry(1, SHORT);
                    ledger.ackAll();
                },
                SHORT);
        assertAcked(ledger -> {
            ledger.ackAll();
            ledger.retry(1, SHORT);
        });
    }

    @Test
    void theFirstDecisionOnAllStands() {
        assertAcked(ledger -> {
            ledger.ackAll();
            ledger.retryAll(SHORT);
        });
        assertRetried(
                ledger -> {
                    ledger.retryAll(SHORT);
                    ledger.ackAll();
                    ledger.ack(1);
                },
                SHORT);
    }

    @Test
    void retryOfAllLeavesMessagesWithAnAckOfTheirOwn() {
        assertAcked(ledger -> {
            ledger.ack(1);
            ledger.retryAll(SHORT);
        });
    }

    @Test
    void aMessageHasItsOwnDelayElseThatOfAll() {
        assertRetried(
                ledger -> {
                    ledger.retryAll(LONG);
                    ledger.retry(1, SHORT);
                },
                SHORT);
        assertRetried(
                ledger -> {
                    ledger.retry(1, null);
                    ledger.retryAll(LONG);
                },
                LONG);
        assertRetried(
                ledger -> {
                    ledger.retryAll(LONG);
                    ledger.retryAll(null);
                },
                LONG);
        assertRetried(
                ledger -> {
                    ledger.retryAll(LONG);
                    ledger.retryAll(SHORT);
                },
                SHORT);
    }

    @Test
    void ignoresCallsAfterTheHandlerHasEnded() {
        BatchLedger ledger = new BatchLedger(1);
        ledger.close();

        ledger.ack(0);
        ledger.retry(0, SHORT);
        ledger.ackAll();
        ledger.retryAll(SHORT);

        assertEquals(new BatchLedger.Outcome(Decision.RETRY, null, false), ledger.outcome(0, true));
    }

    @Test
    @Timeout(60)
    void takesDecisionsFromSeveralThreads() throws InterruptedException {
        BatchLedger ledger = new BatchLedger(2);
        Thread other = new Thread(() -> ledger.retry(0, SHORT));
        other.start();
        other.join();

        ledger.retry(1, LONG);

        assertEquals(new BatchLedger.Outcome(Decision.RETRY, SHORT, true), ledger.outcome(0, false));
        assertEquals(new BatchLedger.Outcome(Decision.RETRY, LONG, true), ledger.outcome(1, false));
    }
}
