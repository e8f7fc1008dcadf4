package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.EnvClosedException;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rule ENV-CLOSE-10: work in the background. */
@Timeout(60)
class BackgroundWorkTest {
    private static final Duration LONG = Duration.ofSeconds(50);

    private final EnvState state = new EnvState();
    private final BackgroundWork work = new BackgroundWork(state);

    @Test
    void waitsForWorkAndKnowsWhoIsAtWork() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        AtomicBoolean here = new AtomicBoolean();
        List<String> names = Collections.synchronizedList(new ArrayList<>());
        for (int i = 0; i < 2; i++) {
            work.start(() -> {
                names.add(Thread.currentThread().getName());
                awaitQuietly(go);
                here.set(work.runsHere());
            });
        }

        assertFalse(work.awaitEnd(Deadline.after(Duration.ZERO)));
        assertFalse(work.awaitEnd(Deadline.after(Duration.ofMillis(1))));
        assertFalse(work.runsHere());
        go.countDown();

        assertTrue(work.awaitEnd(Deadline.after(LONG)));
        assertTrue(here.get());
        Collections.sort(names);
        assertEquals(List.of("isobar-work-1", "isobar-work-2"), names);
    }

    private static void awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    @Test
    void startsWhileTheEnvironmentEndsAndNotAfterwards() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        state.end();
        work.start(started::countDown);
        started.await();
        assertTrue(work.awaitEnd(Deadline.after(LONG)));

        state.close();

        assertThrows(EnvClosedException.class, () -> work.start(started::countDown));
        assertTrue(work.awaitEnd(Deadline.after(Duration.ZERO)));
    }

    @Test
    void logsWhatTheWorkThrowsAndEndsIt() throws InterruptedException {
        List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
        Handler keeping = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        Logger logger = Logger.getLogger("dev.isobar");
        logger.addHandler(keeping);
        logger.setUseParentHandlers(false);
        AssertionError planned = new AssertionError("planned");
        try {
            work.start(() -> {
                throw planned;
            });

            assertTrue(work.awaitEnd(Deadline.after(LONG)));
        } finally {
            logger.removeHandler(keeping);
            logger.setUseParentHandlers(true);
        }
        assertEquals(List.of(planned), logged.stream().map(LogRecord::getThrown).toList());
    }

    @Test
    void endsItsWaitByAnInterrupt() {
        CountDownLatch go = new CountDownLatch(1);
        work.start(() -> awaitQuietly(go));
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, () -> work.awaitEnd(Deadline.after(LONG)));

        go.countDown();
    }

    @Test
    void waitsUntilTheLastWorkHasEnded() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        Thread waiter = Thread.currentThread();
        work.start(() -> {
            try {
                while (waiter.getState() != Thread.State.TIMED_WAITING) {
                    waiter.join(1);
                }
                go.countDown();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
        work.start(() -> awaitQuietly(go));

        assertTrue(work.awaitEnd(Deadline.after(LONG)));
        assertEquals(0, go.getCount());
    }
}
