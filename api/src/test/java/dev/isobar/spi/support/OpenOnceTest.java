package dev.isobar.spi.support;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is opened once, however many callers come meanwhile. */
@Timeout(60)
class OpenOnceTest {
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final CountDownLatch opening = new CountDownLatch(1);
    private final CountDownLatch mayOpen = new CountDownLatch(1);
    private final AtomicInteger times = new AtomicInteger();

    @AfterEach
    void end() {
        threads.shutdownNow();
    }

    private OpenOnce<String> slow() {
        return new OpenOnce<>(() -> {
            times.incrementAndGet();
            opening.countDown();
            await(mayOpen);
            return "open";
        });
    }

    private static void await(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException interrupted) {
            throw new IllegalStateException(interrupted);
        }
    }

    private <T> Future<T> start(Callable<T> call) {
        return threads.submit(call);
    }

    private static <T> T result(Future<T> call) throws Exception {
        return call.get(30, TimeUnit.SECONDS);
    }

    @Test
    void letsOthersWaitForTheFirst() throws Exception {
        OpenOnce<String> once = slow();
        Future<String> first = start(once::get);
        await(opening);
        Future<String> second = start(once::get);
        assertFalse(second.isDone());

        mayOpen.countDown();

        assertEquals("open", result(first));
        assertSame(result(first), result(second));
        assertEquals(1, times.get());
    }

    @Test
    void tellsEverybodyOfTheFailure() {
        OpenOnce<String> once = new OpenOnce<>(() -> {
            times.incrementAndGet();
            throw new UnsupportedOperationException("refused");
        });

        assertThrows(UnsupportedOperationException.class, once::get);
        assertThrows(UnsupportedOperationException.class, once::get);
        assertEquals(1, times.get());
        assertNull(once.end());
    }

    @Test
    void waitsWhenItEndsForWhatIsBeingOpened() throws Exception {
        OpenOnce<String> once = slow();
        Future<String> first = start(once::get);
        await(opening);
        Future<String> end = start(once::end);

        mayOpen.countDown();

        assertEquals("open", result(end));
        assertEquals("open", result(first));
    }

    @Test
    void opensNothingAfterItsEnd() {
        OpenOnce<String> once = slow();

        assertNull(once.end());

        assertThrows(IllegalStateException.class, once::get);
        assertEquals(0, times.get());
    }

    @Test
    void endsTheWaitOfAnInterruptedThread() throws Exception {
        OpenOnce<String> once = slow();
        Future<String> first = start(once::get);
        await(opening);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, once::get);

        mayOpen.countDown();
        assertEquals("open", result(first));
    }
}
