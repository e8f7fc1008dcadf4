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
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each careless defect of a Vectorize driver is seen by the rule that it breaks. */
class CarelessVectorizeTest {
    private static final ThreadLocal<CarelessVectorize> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(CarelessVectorize defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends VectorizeIndexTck {
        @Override
        protected String backend() {
            return "careless";
        }

        @Override
        protected TckSubject<VectorizeIndex> open(TestClock clock, VectorizeShape shape) {
            CarelessVectorize defect = DEFECT.get();
            Map<String, String> settings = new HashMap<>(Map.of(
                    "dimensions",
                    Integer.toString(shape.dimensions()),
                    "metric",
                    shape.metric().label()));
            if (defect.isDelayed()) {
                settings.put("visibility", "2s");
            }
            VectorizeDriver good = Drivers.memory(clock).vectorize(Drivers.target(settings));
            TckSubject<VectorizeIndex> subject = over(defect.over(good), clock);
            return subject.withSecond(() -> over(defect.over(good), clock));
        }

        private static TckSubject<VectorizeIndex> over(VectorizeDriver driver, TestClock clock) {
            return TckSubject.of(Service.VECTORIZE, driver, clock, Env::vectorize);
        }
    }
}
