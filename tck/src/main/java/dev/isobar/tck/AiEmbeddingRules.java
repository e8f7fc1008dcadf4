package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiPooling;
import dev.isobar.spi.Capability;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rules AI-21, AI-22, AI-30, AI-31, AI-37 and AI-38: the vectors of texts. */
abstract class AiEmbeddingRules {
    private static final String HARBOUR = "the harbour master counts the ships";
    private static final String BREAD = "bread rises overnight in a cool kitchen";

    @Rule(value = "AI-21", needsModel = AiModels.EMBEDDINGS)
    void givesAListOfVectorsForASingleText(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);

        JsonNode answer = ai.run(model.id(), Map.of("text", HARBOUR));

        assertEquals(1, answer.path("data").size());
        assertEquals(model.dimensions(), answer.path("data").path(0).size());
    }

    @Rule(value = "AI-21", needsModel = AiModels.EMBEDDINGS)
    void keepsTheOrderOfTheTexts(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        float[] alone = ai.embed(model, List.of(HARBOUR)).vector(0);
        AiEmbeddings first = ai.embed(model, List.of(HARBOUR, BREAD));
        AiEmbeddings second = ai.embed(model, List.of(BREAD, HARBOUR));

        assertTrue(AiModels.cosine(alone, first.vector(0)) > 0.99, "the first text does not come first");
        assertTrue(AiModels.cosine(alone, second.vector(1)) > 0.99, "the second text does not come second");
        assertTrue(AiModels.cosine(alone, second.vector(0)) < 0.99, "two texts have one vector");
    }

    @Rule(value = "AI-22", needsModel = AiModels.EMBEDDINGS)
    void namesTheShape(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);

        JsonNode shape =
                ai.run(model.id(), Map.of("text", List.of(HARBOUR, BREAD))).path("shape");

        assertEquals("[2," + model.dimensions() + "]", shape.toString());
    }

    @Rule(value = "AI-30", needsModel = AiModels.EMBEDDINGS)
    void poolsByTheMeanUnlessAskedOtherwise(Ai ai) {
        for (AiEmbeddingModel model : AiModels.pooled(ai)) {
            JsonNode silent = ai.run(model.id(), Map.of("text", HARBOUR));
            JsonNode mean = ai.run(model.id(), Map.of("text", HARBOUR, "pooling", "mean"));

            assertEquals("mean", silent.path("pooling").asString(""), model.id());
            assertEquals(silent.path("data"), mean.path("data"), model.id());
        }
    }

    @Rule(value = "AI-30", needsModel = AiModels.EMBEDDINGS)
    void poolsByTheFirstTokenOnRequest(Ai ai) {
        for (AiEmbeddingModel model : AiModels.pooled(ai)) {
            AiEmbeddings mean = ai.embed(model.id(), List.of(HARBOUR));
            AiEmbeddings cls = ai.embed(model.id(), List.of(HARBOUR), AiPooling.CLS);

            assertEquals(AiPooling.CLS, cls.pooling(), model.id());
            assertTrue(AiModels.cosine(mean.vector(0), cls.vector(0)) < 0.9999, model.id());
        }
    }

    @Rule(value = "AI-31", needs = Capability.AI_UNIT_LENGTH, needsModel = AiModels.EMBEDDINGS)
    void givesVectorsOfLengthOne(Ai ai) {
        for (AiEmbeddingModel model : AiModels.embedding(ai)) {
            for (float[] vector :
                    ai.embed(model.id(), List.of(HARBOUR, BREAD, "?!", "α")).data()) {
                double square = 0;
                for (float component : vector) {
                    square += (double) component * component;
                }

                assertEquals(1, Math.sqrt(square), 1e-4, model.id());
            }
        }
    }

    @Rule(value = "AI-37", needsModel = AiModels.EMBEDDINGS)
    void givesVectorsOfTheDimensionOfTheModel(Ai ai) {
        for (AiEmbeddingModel model : AiModels.embedding(ai)) {
            JsonNode answer = ai.run(model.id(), Map.of("text", HARBOUR));

            assertEquals(model.dimensions(), answer.path("data").path(0).size(), model.id());
        }
    }

    @Rule(value = "AI-38", needsModel = AiModels.EMBEDDINGS)
    void doesNotDependOnWhatElseIsInTheCall(Ai ai) {
        for (AiEmbeddingModel model : AiModels.embedding(ai)) {
            float[] alone = ai.embed(model.id(), List.of("short")).vector(0);
            float[] accompanied = ai.embed(model.id(), List.of((HARBOUR + ". ").repeat(20), "short"))
                    .vector(1);

            assertArrayEquals(alone, accompanied, 1e-5f, model.id());
        }
    }
}
