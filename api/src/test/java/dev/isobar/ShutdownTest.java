package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.internal.EnvState;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rule ENV-CLOSE-11 without a signal: the test does what the process does when it is asked to end. */
@Timeout(60)
class ShutdownTest {
    private static final Duration LONG = Duration.ofDays(1);

    private final EnvState state = new EnvState();
    private final BackgroundWork work = new BackgroundWork(state);
    private final List<String> events = Collections.synchronizedList(new ArrayList<>());

    private EnvClosing closing(Duration within) {
        return new EnvClosing(state, new ConsumerSeats(state), work, new Backends(null), within);
    }

    private void startWorkUntil(CountDownLatch end) {
        work.start(() -> {
            try {
                end.await();
            } catch (InterruptedException ended) {
                Thread.currentThread().interrupt();
            }
        });
    }

    @Test
    void returnsAfterSomebodyElseHasClosed() throws InterruptedException {
        EnvClosing closing = closing(LONG);
        closing.close();

        assertTrue(new Shutdown(closing, LONG).await());
    }

    @Test
    void saysThatSomebodyElseHasClosedBeforeAllWorkHadEnded() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        startWorkUntil(end);
        EnvClosing closing = closing(Duration.ZERO);
        closing.close();

        assertFalse(new Shutdown(closing, LONG).await());

        end.countDown();
    }

    @Test
    void stopsNothingWhenItsWaitIsInterrupted() {
        Shutdown shutdown = new Shutdown(closing(LONG), LONG);
        Thread.currentThread().interrupt();

        assertThrows(InterruptedException.class, shutdown::await);

        assertFalse(state.isEnding());
    }

    /** The main thread may use the bindings until it ends; without a wait for it they would be closed before. */
    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void aProcessThatIsAskedToEndLetsTheMainThreadEndFirst(long drainSeconds) throws Exception {
        EnvClosing closing = closing(LONG);
        CompletableFuture<Thread> asked = new CompletableFuture<>();
        CountDownLatch waits = new CountDownLatch(1);
        List<Shutdown> shutdown = Collections.synchronizedList(new ArrayList<>());
        Thread main = new Thread(() -> {
            shutdown.add(new Shutdown(closing, Duration.ofSeconds(drainSeconds)));
            waits.countDown();
            try {
                events.add("drained " + shutdown.get(0).await());
                Thread hook = asked.join();
                while (hook.isAlive() && hook.getState() != Thread.State.TIMED_WAITING) {
                    hook.join(1);
                }
                events.add(state.isClosed() ? "too late" : "still open");
            } catch (InterruptedException unexpected) {
                events.add("interrupted");
            }
        });
        main.start();
        waits.await();
        Thread hook = new Thread(() -> {
            shutdown.get(0).letMainEnd();
            events.add(state.isClosed() ? "closed" : "left open");
        });
        hook.start();
        asked.complete(hook);
        main.join();
        hook.join();

        assertEquals(List.of("drained true", "still open", "closed"), events);
    }

    @Test
    void saysThatTheWorkDidNotEndInItsTime() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        startWorkUntil(end);
        Shutdown shutdown = new Shutdown(closing(LONG), Duration.ZERO);
        Thread hook = new Thread(shutdown::letMainEnd);
        hook.start();

        assertFalse(shutdown.await());
        assertTrue(state.isEnding());

        hook.interrupt();
        hook.join();
        assertTrue(state.isClosed());
        end.countDown();
    }
}
