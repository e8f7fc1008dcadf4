package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import dev.isobar.tck.VectorizeIndexTck;
import dev.isobar.tck.VectorizeShape;
import dev.isobar.vectorize.VectorizeIndex;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each defect of a Vectorize driver is seen by the rule that it breaks. */
class BrokenVectorizeTest {
    private static final ThreadLocal<BrokenVectorize> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenVectorize defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends VectorizeIndexTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected TckSubject<VectorizeIndex> open(TestClock clock, VectorizeShape shape) {
            Map<String, String> settings = Map.of(
                    "dimensions",
                    Integer.toString(shape.dimensions()),
                    "metric",
                    shape.metric().label());
            VectorizeDriver good = Drivers.memory(clock).vectorize(Drivers.target(settings));
            return TckSubject.of(Service.VECTORIZE, DEFECT.get().over(good), clock, Env::vectorize);
        }
    }
}
