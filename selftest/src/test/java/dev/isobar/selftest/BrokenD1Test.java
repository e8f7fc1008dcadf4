package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.spi.D1Driver;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import java.util.function.Supplier;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a D1 driver is seen by the rule that it breaks. */
class BrokenD1Test {
    private static final ThreadLocal<Supplier<D1Driver>> BROKEN = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenD1 defect) {
        assertSeen(defect, defect.rule(), () -> defect.over(BrokenD1.memory("cloudflare")));
    }

    /** The time limit is short, since one defect reads rows without an end. */
    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenD1Stream defect) {
        assertSeen(defect, defect.rule(), () -> defect.over(BrokenD1.memory(Map.of("timeout", "2s"))));
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenD1Transaction defect) {
        assertSeen(defect, defect.rule(), () -> defect.over(BrokenD1.memory("cloudflare")));
    }

    private static void assertSeen(Enum<?> defect, String rule, Supplier<D1Driver> broken) {
        BROKEN.set(broken);

        boolean seen = Verdict.fails(Judged.class, rule);

        assertTrue(seen, () -> defect + " passes " + rule);
    }

    static class Judged extends D1DatabaseTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<D1Database> open(TestClock clock) {
            return TckSubject.of(Service.D1, BROKEN.get().get(), clock, Env::d1);
        }
    }
}
