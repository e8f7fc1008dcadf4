package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a D1 driver is seen by the rule that it breaks. */
class BrokenD1Test {
    private static final ThreadLocal<BrokenD1> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenD1 defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends D1DatabaseTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<D1Database> open(TestClock clock) {
            return TckSubject.of(Service.D1, DEFECT.get().over(BrokenD1.memory("cloudflare")), clock, Env::d1);
        }
    }
}
