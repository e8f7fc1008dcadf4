package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.function.UnaryOperator;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a KV driver is seen by the rule that it breaks. */
class BrokenKvTest {
    private static final ThreadLocal<UnaryOperator<KvDriver>> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenKv defect) {
        assertSeen(defect, defect::over, defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenInListings(BrokenKvListing defect) {
        assertSeen(defect, defect::over, defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeenWhileItHappens(BrokenKvRace defect) {
        assertSeen(defect, defect::over, defect.rule());
    }

    private static void assertSeen(Enum<?> defect, UnaryOperator<KvDriver> over, String rule) {
        DEFECT.set(over);

        boolean seen = Verdict.fails(Judged.class, rule);

        assertTrue(seen, () -> defect + " passes " + rule);
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver good = Drivers.memory(clock).kv(Drivers.TARGET);
            return TckSubject.of(Service.KV, DEFECT.get().apply(good), clock, Env::kv);
        }
    }
}
