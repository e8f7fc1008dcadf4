package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.queue.Consumption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rules ENV-CLOSE-03 and ENV-CLOSE-07 where a consumer is started while its environment ends, or cannot be started. */
class ConsumerSeatsTest {
    private static final CallSite SITE = new CallSite(null, null, "consume");

    private final EnvState state = new EnvState();
    private final ConsumerSeats seats = new ConsumerSeats(state);
    private final List<String> calls = new ArrayList<>();

    /** A consumer that notes what it is told. */
    private final class Noting implements Consumption {
        private final Runnable atStart;
        private boolean stopped;

        Noting(Runnable atStart) {
            this.atStart = atStart;
        }

        @Override
        public String queue() {
            return "jobs";
        }

        @Override
        public boolean start() {
            atStart.run();
            calls.add(stopped ? "stayed away" : "started");
            return !stopped;
        }

        @Override
        public void stop() {
            stopped = true;
            calls.add("stopped");
        }

        @Override
        public boolean awaitEnd(Deadline deadline) {
            calls.add("awaited");
            return true;
        }

        @Override
        public boolean runsHere() {
            return false;
        }
    }

    private void assertFree() throws InterruptedException {
        calls.clear();
        seats.stop();
        assertTrue(seats.awaitEnd(Deadline.after(Duration.ZERO)));
        assertEquals(List.of(), calls);
        assertFalse(seats.isTaken("jobs"));
    }

    @Test
    void startsNothingWhenTheEnvironmentEndsMeanwhile() throws InterruptedException {
        assertThrows(
                EnvClosedException.class,
                () -> seats.seat("jobs", SITE, events -> {
                    state.end();
                    return new Noting(() -> {});
                }));

        assertEquals(List.of("stopped", "stayed away"), calls);
        assertFree();
    }

    @Test
    void leavesTheSeatFreeWhenNoThreadCanBeStarted() throws InterruptedException {
        OutOfMemoryError noThread = new OutOfMemoryError("unable to create native thread");

        OutOfMemoryError thrown = assertThrows(
                OutOfMemoryError.class,
                () -> seats.seat(
                        "jobs",
                        SITE,
                        events -> new Noting(() -> {
                            throw noThread;
                        })));

        assertSame(noThread, thrown);
        assertFree();
    }

    @Test
    void keepsNothingOfAConsumerThatHasEnded() throws InterruptedException {
        List<Consumption.Events> told = new ArrayList<>();
        seats.seat("jobs", SITE, events -> {
            told.add(events);
            return new Noting(() -> {});
        });

        told.get(0).stopped();
        assertFalse(seats.isTaken("jobs"));
        seats.stop();
        assertEquals(List.of("started", "stopped"), calls, "its handlers may run on");
        told.get(0).ended();

        assertFree();
    }

    @Test
    void theConsumerOfADroppedQueueIsClosed() throws InterruptedException {
        Consumption seated = seats.seat("jobs", SITE, events -> new Noting(() -> {}));
        assertTrue(seats.isTaken("jobs"));
        assertEquals("jobs", seated.queue());
        seats.close("other");
        assertEquals(List.of("started"), calls);

        seats.close("jobs");

        assertEquals(List.of("started", "stopped", "awaited"), calls);
    }

    @Test
    void startsNothingWhenTheQueueIsDroppedMeanwhile() throws InterruptedException {
        ConflictException refusal = assertThrows(
                ConflictException.class,
                () -> seats.seat("jobs", SITE, events -> {
                    seats.close("jobs");
                    return new Noting(() -> {});
                }));

        assertEquals("consume: the queue was dropped", refusal.getMessage());
        assertEquals(List.of("stopped", "stayed away"), calls);
        assertFree();
    }

    @Test
    void leavesTheSeatFreeWhenAConsumerCannotBeMade() throws InterruptedException {
        assertThrows(
                IllegalStateException.class,
                () -> seats.seat("jobs", SITE, events -> {
                    throw new IllegalStateException("planned");
                }));

        assertFree();
    }
}
