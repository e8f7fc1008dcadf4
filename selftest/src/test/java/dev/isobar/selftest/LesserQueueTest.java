package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.time.InstantSource;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A driver that can do less refuses the rest, and passes; so does one that keeps time itself. */
class LesserQueueTest {
    @Test
    void passesWithoutAnyCapability() {
        assertEquals(Set.of(), Verdict.failedRules(Bare.class));
    }

    @Test
    void passesInRealTime() {
        assertFalse(Verdict.fails(RealTime.class, "Q-ACK-12"));
    }

    private static QueueDriver bare(Backend backend, String queue, Capability... declared) {
        return new BareQueue(backend.queue(new BindingTarget(queue, null)), declared);
    }

    static class Bare extends QueueTck {
        @Override
        protected String backend() {
            return "bare";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(clock);
            return EnvQueueSubject.of(queue -> bare(memory, queue, Capability.CONTROLLED_CLOCK), clock);
        }
    }

    static class RealTime extends QueueTck {
        @Override
        protected String backend() {
            return "real-time";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(InstantSource.system());
            return EnvQueueSubject.of(queue -> bare(memory, queue), clock);
        }
    }
}
