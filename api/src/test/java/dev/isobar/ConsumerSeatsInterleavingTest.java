package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.Service;
import dev.isobar.internal.Deadline;
import dev.isobar.internal.EnvState;
import dev.isobar.internal.queue.Consumption;
import java.util.concurrent.atomic.AtomicInteger;
import org.jetbrains.lincheck.Lincheck;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Who starts, fails, stops and closes at the same moment, interleaved by a model checker. */
@Tag("endurance")
class ConsumerSeatsInterleavingTest {
    private static final int INTERLEAVINGS = 500;
    private static final CallSite SITE = new CallSite(Service.QUEUES, "jobs", "consume");

    private static void inManyInterleavings(Runnable scenario) {
        Lincheck.runConcurrentTest(INTERLEAVINGS, scenario);
    }

    /** Seats of one queue, and what runs on them. */
    private static final class Subject {
        private final EnvState state = new EnvState();
        private final ConsumerSeats seats = new ConsumerSeats(state);
        private final AtomicInteger running = new AtomicInteger();
        private final AtomicInteger most = new AtomicInteger();
        private final AtomicInteger refused = new AtomicInteger();

        /** Starts a consumer; counts a refusal. */
        void consume(boolean fails) {
            try {
                seats.seat("jobs", SITE, events -> new FakeConsumption(this, events, fails));
            } catch (ConflictException | EnvClosedException | IllegalStateException refusal) {
                refused.incrementAndGet();
            }
        }

        void close() {
            state.end();
            seats.stop();
        }

        void together(Runnable one, Runnable other) {
            Thread first = new Thread(one);
            Thread second = new Thread(other);
            first.start();
            second.start();
            try {
                first.join();
                second.join();
            } catch (InterruptedException impossible) {
                throw new IllegalStateException(impossible);
            }
        }
    }

    /** A consumer without threads, which starts and stops as real ones do. */
    private static final class FakeConsumption implements Consumption {
        private final Subject subject;
        private final Events events;
        private final boolean fails;
        private boolean started;
        private boolean stopped;

        FakeConsumption(Subject subject, Events events, boolean fails) {
            this.subject = subject;
            this.events = events;
            this.fails = fails;
        }

        @Override
        public String queue() {
            return "jobs";
        }

        @Override
        public synchronized boolean start() {
            if (fails) {
                throw new IllegalStateException("no thread can be started");
            }
            if (stopped) {
                return false;
            }
            started = true;
            int now = subject.running.incrementAndGet();
            subject.most.accumulateAndGet(now, Math::max);
            return true;
        }

        @Override
        public synchronized void stop() {
            if (!stopped) {
                stopped = true;
                if (started) {
                    subject.running.decrementAndGet();
                }
                events.stopped();
                events.ended();
            }
        }

        @Override
        public synchronized boolean awaitEnd(Deadline deadline) {
            return stopped;
        }

        @Override
        public boolean runsHere() {
            return false;
        }
    }

    @Test
    void oneOfTwoConsumersIsSeated() {
        inManyInterleavings(() -> {
            Subject subject = new Subject();
            subject.together(() -> subject.consume(false), () -> subject.consume(false));

            assertEquals(1, subject.running.get());
            assertEquals(1, subject.refused.get());
            assertTrue(subject.seats.isTaken("jobs"));
        });
    }

    @Test
    void failedStartFreesTheSeat() {
        inManyInterleavings(() -> {
            Subject subject = new Subject();
            subject.together(() -> subject.consume(true), () -> subject.consume(false));
            assertEquals(subject.running.get() == 1, subject.seats.isTaken("jobs"));

            subject.seats.close("jobs");
            subject.consume(false);

            assertEquals(1, subject.running.get());
        });
    }

    @Test
    void nothingRunsAfterTheEnvironmentHasEnded() {
        inManyInterleavings(() -> {
            Subject subject = new Subject();
            subject.together(() -> subject.consume(false), subject::close);

            assertEquals(0, subject.running.get());
            assertFalse(subject.seats.isTaken("jobs"));
        });
    }

    @Test
    void whoIsClosedLeavesItsSeatToTheNextOne() {
        inManyInterleavings(() -> {
            Subject subject = new Subject();
            subject.consume(false);
            subject.together(() -> subject.seats.close("jobs"), () -> subject.consume(false));

            assertTrue(subject.most.get() <= 1);
            assertEquals(subject.running.get() == 1, subject.seats.isTaken("jobs"));
        });
    }
}
