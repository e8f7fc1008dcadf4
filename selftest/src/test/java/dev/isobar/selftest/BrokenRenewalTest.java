package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.tck.ConsumerSubject;
import dev.isobar.tck.ConsumerTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A driver that does not renew leases is seen. */
class BrokenRenewalTest {
    private static final ThreadLocal<BrokenRenewal> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenRenewal defect) {
        DEFECT.set(defect);
        assertTrue(Verdict.fails(Judged.class, "Q-LEASE-04"), () -> defect + " passes Q-LEASE-04");
    }

    static class Judged extends ConsumerTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<ConsumerSubject> open(TestClock clock) {
            Backend memory = Drivers.memory(clock);
            BrokenRenewal defect = DEFECT.get();
            return ConsumerSubject.of(queue -> defect.over(memory.queue(new BindingTarget(queue, null))), clock);
        }
    }
}
