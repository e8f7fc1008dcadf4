package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.QueueDriver;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.testkit.engine.EngineTestKit;

/** A driver that can do less refuses the rest, and passes; so does one that keeps time itself. */
class LesserQueueTest {
    @Test
    void passesWithoutAnyCapability() {
        assertEquals(Set.of(), Verdict.failed(Bare.class));
    }

    /** Side by side, as {@code docs/backends.md} advises; one after another it takes eleven minutes. */
    @Test
    void passesInRealTime() {
        List<String> failed = EngineTestKit.engine("junit-jupiter")
                .selectors(selectClass(RealTime.class))
                .configurationParameter("junit.jupiter.conditions.deactivate", "*")
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "true")
                .configurationParameter("junit.jupiter.execution.parallel.config.strategy", "fixed")
                .configurationParameter("junit.jupiter.execution.parallel.config.fixed.parallelism", "32")
                .execute()
                .testEvents()
                .failed()
                .stream()
                .map(event -> event.getTestDescriptor().getDisplayName() + ": "
                        + event.getRequiredPayload(TestExecutionResult.class)
                                .getThrowable()
                                .map(Throwable::getMessage)
                                .orElse(""))
                .toList();

        assertEquals(List.of(), failed);
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

    /** All that memory can do, by a clock that the kit does not move. */
    static class RealTime extends QueueTck {
        @Override
        protected String backend() {
            return "real-time";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(InstantSource.system());
            return opened(memory, clock).withSecond(() -> opened(memory, clock));
        }

        private static TckSubject<QueueSubject> opened(Backend memory, TestClock clock) {
            return EnvQueueSubject.of(queue -> new OwnClock(memory.queue(new BindingTarget(queue, null))), clock);
        }
    }

    private static final class OwnClock extends QueueOver {
        OwnClock(QueueDriver good) {
            super(good);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(good.capabilities().declared().stream()
                    .filter(capability -> capability != Capability.CONTROLLED_CLOCK)
                    .toArray(Capability[]::new));
        }
    }
}
