package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.selftest.BrokenQueue.Place;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.Settings;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a queue driver is seen by the rule that it breaks. */
class BrokenQueueTest {
    private static final ThreadLocal<Function<Place, QueueDriver>> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenQueue defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInWhatIsRemembered(BrokenQueueState defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInLeases(BrokenQueueLease defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInWhatIsShown(BrokenQueueView defect) {
        DEFECT.set(defect::over);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends QueueTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<QueueSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(clock);
            Backend apart = Drivers.memory(clock);
            Function<Place, QueueDriver> defect = DEFECT.get();
            return subject(memory, apart, clock, defect, false)
                    .withSecond(() -> subject(memory, apart, clock, defect, true));
        }

        private static TckSubject<QueueSubject> subject(
                Backend memory, Backend apart, TestClock clock, Function<Place, QueueDriver> defect, boolean second) {
            return EnvQueueSubject.of(
                    name -> defect.apply(new Place(
                            name,
                            queue -> memory.queue(new BindingTarget(queue, null)),
                            retention -> memory.queue(new BindingTarget(
                                    name, null, Settings.of("memory", Map.of("retention", retention)))),
                            clock,
                            second,
                            apart.queue(new BindingTarget(name, null)))),
                    clock);
        }
    }
}
