package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a KV driver is seen by the rule that it breaks. */
class BrokenKvTest {
    private static final ThreadLocal<BrokenKv> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenKv defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends KVNamespaceTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<KVNamespace> open(TestClock clock) {
            KvDriver good = Drivers.memory(clock).kv(Drivers.TARGET);
            return TckSubject.of(Service.KV, DEFECT.get().over(good), clock, Env::kv);
        }
    }
}
