package dev.isobar.internal.queue;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What ends a wait, and that the interrupt for it stays with the wait. */
@Timeout(60)
class EndableWaitsTest {
    private final EndableWaits waits = new EndableWaits(Thread.currentThread());

    @Test
    void endsAWaitThatRuns() throws InterruptedException {
        CountDownLatch begun = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            try {
                begun.await();
            } catch (InterruptedException unexpected) {
                return;
            }
            waits.end();
        });
        other.start();

        assertFalse(waits.run(() -> {
            begun.countDown();
            TimeUnit.MINUTES.sleep(10);
        }));

        assertFalse(Thread.currentThread().isInterrupted());
        assertTrue(waits.ended());
        other.join();
    }

    @Test
    void takesTheFlagAwayFromWhatComesAfterTheWait() {
        assertTrue(waits.run(waits::end), "the wait had come to its own end");

        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void beginsNoWaitAfterTheEnd() {
        waits.end();

        assertFalse(waits.run(() -> fail("it waits")));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void doesNotTakeAnotherInterruptForItsOwn() {
        Thread.currentThread().interrupt();

        assertTrue(waits.run(() -> assertFalse(Thread.currentThread().isInterrupted())));
    }
}
