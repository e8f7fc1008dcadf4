package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.queue.Consumption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-CLOSE-01, ENV-CLOSE-08 and ENV-CLOSE-09 where several threads close, and a handler is one of them. */
@Timeout(60)
class EnvClosingCallersTest {
    private static final CallSite SITE = new CallSite(null, null, "consume");

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final EnvState state = new EnvState();
    private final ConsumerSeats seats = new ConsumerSeats(state);
    private final BackgroundWork work = new BackgroundWork(state);
    private final Backends backends = new Backends(null);
    private final CountDownLatch closing = new CountDownLatch(1);
    private final CountDownLatch go = new CountDownLatch(1);

    private EnvClosing closing(Duration within) {
        return new EnvClosing(state, seats, work, backends, within);
    }

    private void note(String event) {
        events.add(event);
    }

    /** Opens a backend that is not closed before the test lets it go. */
    private void openSlow() {
        FakeShelf provider = new FakeShelf() {
            @Override
            void closed() {
                note("closing on a " + (Thread.currentThread().isDaemon() ? "daemon" : "thread"));
                closing.countDown();
                try {
                    go.await();
                } catch (InterruptedException unexpected) {
                    note("interrupted");
                }
                note("closed");
            }
        };
        List<String> problems = new ArrayList<>();
        backends.open(provider.resolve("A", "shelf:a"), problems);
        assertEquals(List.of(), problems);
    }

    /** A consumer on the thread of the test. */
    private final class Here implements Consumption {
        @Override
        public String queue() {
            return "jobs";
        }

        @Override
        public boolean start() {
            return true;
        }

        @Override
        public void stop() {
            events.add("stopped");
        }

        @Override
        public boolean awaitEnd(Deadline deadline) throws InterruptedException {
            return go.await(deadline.left(), TimeUnit.NANOSECONDS);
        }

        @Override
        public boolean runsHere() {
            return go.getCount() > 0;
        }
    }

    private static void awaitState(Thread thread, Thread.State wanted) throws InterruptedException {
        while (thread.isAlive() && thread.getState() != wanted) {
            thread.join(1);
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {0, 1, Long.MAX_VALUE})
    void aSecondCallerWaitsForTheBackends(long withinSeconds) throws InterruptedException {
        openSlow();
        EnvClosing twice = closing(Duration.ofSeconds(withinSeconds));
        Thread first = new Thread(twice::close);
        first.start();
        closing.await();
        Thread second = new Thread(() -> {
            twice.close();
            events.add("second returned");
        });
        second.start();
        awaitState(second, Thread.State.TIMED_WAITING);
        go.countDown();
        first.join();
        second.join();

        assertEquals(List.of("closing on a thread", "closed", "second returned"), events);
    }

    @Test
    void aSecondCallerThatIsInterruptedReturnsWithItsFlag() throws InterruptedException {
        openSlow();
        EnvClosing twice = closing(Duration.ofSeconds(50));
        Thread first = new Thread(twice::close);
        first.start();
        closing.await();
        Thread.currentThread().interrupt();

        twice.close();

        assertTrue(Thread.interrupted());
        assertFalse(twice.closed().isDone());
        go.countDown();
        first.join();
    }

    @Test
    void aHandlerThatClosesDoesNotWaitForItself() throws InterruptedException {
        openSlow();
        seats.seat("jobs", SITE, told -> new Here());
        EnvClosing own = closing(Duration.ofSeconds(50));
        assertTrue(own.runsHere());

        own.close();

        events.add("returned");
        go.countDown();
        assertTrue(own.closed().join());
        assertEquals(List.of("stopped", "returned", "closing on a thread", "closed"), events);
        assertFalse(own.runsHere());
    }

    @Test
    void aThreadOfWorkThatClosesHasTheBackendsClosedOnOneThatKeepsTheProcess() {
        openSlow();
        EnvClosing own = closing(Duration.ofSeconds(50));
        go.countDown();
        work.start(own::close);

        own.closed().join();

        assertEquals(List.of("closing on a thread", "closed"), events);
    }

    @Test
    void logsWhatClosingForAHandlerThrows() {
        List<LogRecord> logged = Collections.synchronizedList(new ArrayList<>());
        CountDownLatch said = new CountDownLatch(1);
        Handler keeping = new Handler() {
            @Override
            public void publish(LogRecord line) {
                logged.add(line);
                said.countDown();
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        };
        go.countDown();
        seats.seat("jobs", SITE, told -> new Here());
        openSlow();
        backends.open(refusingToClose(), new ArrayList<>());
        EnvClosing own = closing(Duration.ofSeconds(50));
        Logger logger = Logger.getLogger("dev.isobar");
        logger.addHandler(keeping);
        logger.setUseParentHandlers(false);
        try {
            work.start(own::close);
            said.await();
        } catch (InterruptedException unexpected) {
            Thread.currentThread().interrupt();
        } finally {
            logger.removeHandler(keeping);
            logger.setUseParentHandlers(true);
        }
        assertEquals("planned", logged.get(0).getThrown().getMessage());
    }

    private static ResolvedBinding refusingToClose() {
        FakeShelf provider = new FakeShelf() {
            @Override
            void closed() {
                throw new IllegalStateException("planned");
            }
        };
        return provider.resolve("B", "shelf:b");
    }

    @Test
    void saysThatAllHasEnded() throws InterruptedException {
        go.countDown();
        seats.seat("jobs", SITE, told -> new Here());
        work.start(() -> events.add("worked"));

        assertTrue(closing(Duration.ZERO).drain(Duration.ofSeconds(50)));

        assertEquals(2, events.size(), events::toString);
    }
}
