package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.R2Driver;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of an R2 driver is seen by the rule that it breaks. */
class BrokenR2Test {
    private static final ThreadLocal<R2Defect> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenR2 defect) {
        assertSeen(defect);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInUploads(BrokenR2Upload defect) {
        assertSeen(defect);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenWhileOtherCallsRun(BrokenR2Race defect) {
        assertSeen(defect);
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInUnusualShapes(BrokenR2Shape defect) {
        assertSeen(defect);
    }

    private static void assertSeen(R2Defect defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends R2BucketTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<R2Bucket> open(TestClock clock) {
            R2Driver good = Drivers.memory(clock).r2(Drivers.TARGET);
            return TckSubject.of(Service.R2, DEFECT.get().over(good), clock, Env::r2);
        }
    }
}
