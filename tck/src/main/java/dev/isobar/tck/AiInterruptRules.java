package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiStream;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Map;

/** Rules ENV-INT-01, ENV-INT-02 and ENV-INT-04 for AI: what an interrupt does. */
abstract class AiInterruptRules {
    @Rule(value = "ENV-INT-01", needsModel = AiModels.EMBEDDINGS)
    void runsNothingOnAnInterruptedThread(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        Interrupts.refuse(() -> ai.run(model, Map.of("text", "open")));
        Interrupts.refuse(() -> ai.embed(model, List.of("open")));
    }

    @Rule(value = "ENV-INT-01", needs = Capability.AI_CATALOGUE)
    void asksForNoModelsOnAnInterruptedThread(Ai ai) {
        Interrupts.refuse(() -> ai.models(AiModelFilter.ALL));
    }

    @Rule(value = "ENV-INT-02", needsModel = AiModels.EMBEDDINGS)
    void returnsOrFailsAndKeepsTheFlag(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        for (int round = 0; round < Interrupts.ROUNDS; round++) {
            Interrupts.during(round, () -> ai.run(model, Map.of("text", "open")));
        }

        assertEquals(1, ai.embed(model, List.of("open")).data().length);
    }

    @Rule(value = "ENV-INT-04", needsModel = AiModels.TEXT)
    void closesAStreamOnAnInterruptedThread(Ai ai) {
        AiStream stream = ai.stream(AiModels.TEXT, Map.of("prompt", "Say hello."));

        Interrupts.runFlagged(stream::close);
    }
}
