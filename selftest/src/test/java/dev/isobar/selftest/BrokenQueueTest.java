package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.tck.EnvQueueSubject;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a queue driver is seen by the rule that it breaks. */
class BrokenQueueTest {
    private static final ThreadLocal<BrokenQueue> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenQueue defect) {
        DEFECT.set(defect);

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
            BrokenQueue defect = DEFECT.get();
            return EnvQueueSubject.of(
                    name -> defect.over(name, queue -> memory.queue(new BindingTarget(queue, null))), clock);
        }
    }
}
