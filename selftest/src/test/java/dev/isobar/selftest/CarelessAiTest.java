package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.backend.memory.MemoryAi;
import dev.isobar.error.Service;
import dev.isobar.spi.AiDriver;
import dev.isobar.tck.AiTck;
import dev.isobar.tck.ScriptedModel;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each careless defect of an AI driver is seen by the rule that it breaks. */
class CarelessAiTest {
    private static final ThreadLocal<CarelessAi> DEFECT = new ThreadLocal<>();

    @ParameterizedTest
    @EnumSource
    void isSeen(CarelessAi defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends AiTck {
        @Override
        protected String backend() {
            return "careless";
        }

        @Override
        protected TckSubject<Ai> open(TestClock clock) {
            AiDriver good = MemoryAi.builder()
                    .model("@cf/meta/llama-3.1-8b-instruct", new ScriptedModel())
                    .model("@cf/huggingface/distilbert-sst-2-int8", inputs -> sentiment())
                    .build();
            return TckSubject.of(Service.AI, DEFECT.get().over(good), clock, Env::ai);
        }

        private static List<Map<String, Object>> sentiment() {
            return List.of(Map.of("label", "NEGATIVE", "score", 0.25), Map.of("label", "POSITIVE", "score", 0.75));
        }
    }
}
