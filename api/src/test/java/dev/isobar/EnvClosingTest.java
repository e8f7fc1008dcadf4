package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.queue.Consumption;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Settings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Rules ENV-CLOSE-01, ENV-CLOSE-07 to ENV-CLOSE-09 and ENV-OPEN-05: what closing does, in which order. */
@Timeout(60)
class EnvClosingTest {
    private static final CallSite SITE = new CallSite(null, null, "consume");
    private static final Duration LONGEST = Duration.ofDays(1);

    private final List<String> events = Collections.synchronizedList(new ArrayList<>());
    private final EnvState state = new EnvState();
    private final ConsumerSeats seats = new ConsumerSeats(state);
    private final BackgroundWork work = new BackgroundWork(state);
    private final Backends backends = new Backends(null);

    private EnvClosing closing(Duration within) {
        return new EnvClosing(state, seats, work, backends, within);
    }

    /** A backend that notes its end. */
    private void open(String name, @Nullable Throwable atEnd) {
        Backend backend = () -> {
            events.add(name + " closed, environment " + (state.isClosed() ? "closed" : "open")
                    + (Thread.currentThread().isInterrupted() ? ", interrupted" : ""));
            if (atEnd instanceof Error fatal) {
                throw fatal;
            }
            if (atEnd instanceof RuntimeException unchecked) {
                throw unchecked;
            }
        };
        List<String> problems = new ArrayList<>();
        backends.open(resolved(name, backend), problems);
        assertEquals(List.of(), problems);
    }

    private static ResolvedBinding resolved(String name, Backend backend) {
        BackendProvider provider = new BackendProvider() {
            @Override
            public Set<String> schemes(Service service) {
                return Set.of("noting");
            }

            @Override
            public Backend open(BackendConfig config) {
                return backend;
            }
        };
        Settings none = Settings.of("noting", Map.of());
        BackendConnection connection = new BackendConnection("noting", "noting", name, Map.of());
        return new ResolvedBinding(
                Service.KV,
                new BindingTarget(name, null),
                name,
                provider,
                new StoreIdentity(connection, Service.KV, name, Map.of()),
                none);
    }

    /** A consumer whose handlers end when they are told to. */
    private final class Handling implements Consumption {
        private final String queue;
        private final CountDownLatch end;

        Handling(String queue, CountDownLatch end) {
            this.queue = queue;
            this.end = end;
        }

        @Override
        public String queue() {
            return queue;
        }

        @Override
        public boolean start() {
            return true;
        }

        @Override
        public void stop() {
            events.add(queue + " stopped");
        }

        @Override
        public boolean awaitEnd(Deadline deadline) throws InterruptedException {
            boolean ended = end.await(deadline.left(), TimeUnit.NANOSECONDS);
            events.add(queue + (ended ? " ended" : " still runs"));
            return ended;
        }

        @Override
        public boolean runsHere() {
            return false;
        }
    }

    private void consume(String queue, CountDownLatch end) {
        seats.seat(queue, SITE, events -> new Handling(queue, end));
    }

    @Test
    void stopsThenWaitsThenCloses() {
        consume("jobs", new CountDownLatch(0));
        open("first", null);
        open("second", null);
        EnvClosing closing = closing(Duration.ofSeconds(30));

        closing.close();

        assertEquals(
                List.of(
                        "jobs stopped",
                        "jobs ended",
                        "first closed, environment closed",
                        "second closed, environment closed"),
                events);
        assertEquals(true, closing.closed().join());
        assertThrows(EnvClosedException.class, () -> consume("more", new CountDownLatch(0)));
    }

    @Test
    void closesOnce() {
        open("first", null);
        EnvClosing closing = closing(Duration.ZERO);

        closing.close();
        closing.close();

        assertEquals(List.of("first closed, environment closed"), events);
    }

    @Test
    void closesWithoutTheHandlersThatTakeTooLong() {
        consume("jobs", new CountDownLatch(1));
        open("first", null);
        EnvClosing closing = closing(Duration.ZERO);

        closing.close();

        assertEquals(List.of("jobs stopped", "jobs still runs", "first closed, environment closed"), events);
        assertEquals(false, closing.closed().join());
    }

    @Test
    void waitsForBackgroundWork() {
        CountDownLatch go = new CountDownLatch(1);
        open("first", null);
        work.start(() -> {
            try {
                go.await();
                events.add("work ended");
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
        consume("jobs", new CountDownLatch(0));
        EnvClosing closing = closing(Duration.ofSeconds(50));
        go.countDown();

        closing.close();

        assertEquals("first closed, environment closed", events.get(events.size() - 1));
        assertTrue(events.contains("work ended"), events::toString);
        assertEquals(true, closing.closed().join());
    }

    @Test
    void tellsThatWorkHasNotEndedAlthoughTheHandlersHave() throws InterruptedException {
        CountDownLatch go = new CountDownLatch(1);
        work.start(() -> {
            try {
                go.await();
            } catch (InterruptedException never) {
                Thread.currentThread().interrupt();
            }
        });
        consume("jobs", new CountDownLatch(0));

        assertFalse(closing(Duration.ZERO).drain(Duration.ZERO));

        go.countDown();
    }

    @Test
    void drainsOnceAndLeavesTheBindingsOpen() throws InterruptedException {
        consume("jobs", new CountDownLatch(1));
        open("first", null);
        EnvClosing closing = closing(LONGEST);

        assertFalse(closing.drain(Duration.ofMillis(1)));
        assertFalse(state.isClosed());
        assertTrue(state.isEnding());
        assertFalse(closing.closed().isDone());
        closing.close();

        assertEquals("first closed, environment closed", events.get(events.size() - 1));
    }

    @Test
    void closesAtOnceOnAnInterruptedThread() {
        consume("jobs", new CountDownLatch(1));
        open("first", null);
        Thread.currentThread().interrupt();

        closing(LONGEST).close();

        assertTrue(Thread.interrupted());
        assertEquals(List.of("jobs stopped", "first closed, environment closed"), events);
    }

    @Test
    void closesEachBackendAndThrowsWhatTheFirstHasThrown() {
        IllegalStateException first = new IllegalStateException("first");
        AssertionError third = new AssertionError("third");
        open("a", first);
        open("b", null);
        open("c", third);
        open("d", first);
        EnvClosing closing = closing(Duration.ZERO);

        RuntimeException thrown = assertThrows(IllegalStateException.class, closing::close);

        assertSame(first, thrown);
        assertEquals(List.of(third), Arrays.asList(thrown.getSuppressed()));
        assertEquals(4, events.size(), events::toString);
        assertTrue(closing.closed().isDone());
    }

    @Test
    void throwsAnErrorAsItIs() {
        AssertionError failed = new AssertionError("planned");
        open("a", failed);

        assertSame(failed, assertThrows(AssertionError.class, closing(Duration.ZERO)::close));
    }

    @Test
    void closesElsewhereForItsOwnWorkAndOthersWaitForThat() throws InterruptedException {
        open("first", null);
        EnvClosing closing = closing(Duration.ofSeconds(50));
        CountDownLatch returned = new CountDownLatch(1);
        work.start(() -> {
            closing.close();
            closing.close();
            events.add("returned");
            returned.countDown();
        });
        returned.await();

        closing.close();

        assertEquals(List.of("returned", "first closed, environment closed"), events);
        assertEquals(true, closing.closed().join());
    }

    @Test
    void opensNothingAfterItsEnd() {
        closing(Duration.ZERO).close();

        assertThrows(EnvClosedException.class, () -> open("late", null));
    }

    @Test
    void addsToAnErrorWhatClosingThrows() {
        IllegalStateException secondary = new IllegalStateException("closing");
        open("a", secondary);
        AssertionError error = new AssertionError("opening");

        backends.closeAfter(error);

        assertEquals(List.of(secondary), Arrays.asList(error.getSuppressed()));
    }
}
