package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.error.Service;
import dev.isobar.spi.AiDriver;
import dev.isobar.tck.AiTck;
import dev.isobar.tck.ScriptedModel;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.List;
import java.util.Map;

class MemoryAiTckTest extends AiTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<Ai> open(TestClock clock) {
        AiDriver driver = MemoryAi.builder()
                .model("@cf/meta/llama-3.1-8b-instruct", new ScriptedModel())
                .model(
                        "@cf/huggingface/distilbert-sst-2-int8",
                        inputs -> List.of(
                                Map.of("label", "NEGATIVE", "score", 0.25), Map.of("label", "POSITIVE", "score", 0.75)))
                .build();
        return TckSubject.of(Service.AI, driver, clock, Env::ai);
    }
}
