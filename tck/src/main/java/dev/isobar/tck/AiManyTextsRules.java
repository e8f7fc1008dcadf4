package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiScore;
import dev.isobar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import tools.jackson.databind.JsonNode;

/** Rules AI-21, AI-22, AI-30, AI-32, AI-36 and AI-38 for as many texts as a call takes. */
abstract class AiManyTextsRules {
    private static final List<String> WORDS = List.of(
            "harbour", "bread", "tide", "kitchen", "ship", "oven", "rope", "flour", "anchor", "salt", "captain",
            "butter");

    /** Texts of which no two are alike: three words each, whose order counts for nothing. */
    private static List<String> texts(int count) {
        List<String> texts = new ArrayList<>();
        for (int a = 0; a < WORDS.size(); a++) {
            for (int b = a + 1; b < WORDS.size(); b++) {
                for (int c = b + 1; c < WORDS.size(); c++) {
                    texts.add(WORDS.get(a) + " " + WORDS.get(b) + " " + WORDS.get(c));
                }
            }
        }
        Collections.shuffle(texts, new Random(7));
        return texts.subList(0, count);
    }

    private static void assertSame(float[] expected, float[] found, String what) {
        double cosine = AiModels.cosine(expected, found);
        assertTrue(cosine > 0.99, () -> what + " has another vector; the cosine is " + cosine);
    }

    @Rule(value = "AI-21", needsModel = AiModels.EMBEDDINGS)
    void keepsTheOrderOfAHundredTexts(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);
        List<String> texts = texts(100);

        float[][] together = ai.embed(model.id(), texts).data();

        assertEquals(100, together.length);
        for (int i : new int[] {0, 1, 9, 10, 31, 32, 49, 50, 63, 64, 98, 99}) {
            assertSame(ai.embed(model.id(), List.of(texts.get(i))).vector(0), together[i], "text " + i);
        }
    }

    @Rule(value = "AI-21", needsModel = AiModels.EMBEDDINGS)
    void givesEqualTextsAVectorEach(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);
        List<String> texts = List.of("the harbour", "fresh bread", "the harbour", "the harbour", "fresh bread");

        JsonNode answer = ai.run(model.id(), Map.of("text", texts));

        assertEquals(5, answer.path("data").size());
        assertEquals("[5," + model.dimensions() + "]", answer.path("shape").toString());
        float[][] vectors = ai.embed(model.id(), texts).data();
        assertSame(vectors[0], vectors[2], "the third text");
        assertSame(vectors[0], vectors[3], "the fourth text");
        assertSame(vectors[1], vectors[4], "the fifth text");
        assertTrue(AiModels.cosine(vectors[0], vectors[1]) < 0.99, "two texts have one vector");
    }

    @Rule(value = "AI-22", needsModel = AiModels.EMBEDDINGS)
    void namesTheShapeOfManyTexts(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);

        for (int count : new int[] {1, 3, 33, 100}) {
            JsonNode answer = ai.run(model.id(), Map.of("text", texts(count)));

            assertEquals(
                    "[" + count + "," + model.dimensions() + "]",
                    answer.path("shape").toString());
            assertEquals(count, answer.path("data").size());
            answer.path("data").forEach(vector -> assertEquals(model.dimensions(), vector.size()));
        }
    }

    @Rule(value = "AI-22", needsModel = AiModels.EMBEDDINGS)
    void refusesInputsOfOtherShapes(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        for (Object text : List.of(List.of(), 7, true, Map.of("a", "b"), List.of("a", 7), List.of(List.of("a")))) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> ai.run(model, Map.of("text", text)));
            assertEquals("5006", refused.code());
        }
        assertThrows(InvalidRequestException.class, () -> ai.run(model, Map.of()));
        assertThrows(InvalidRequestException.class, () -> ai.run(model, Map.of("text", "harbour", "pooling", "max")));
    }

    @Rule(value = "AI-30", needsModel = AiModels.EMBEDDINGS)
    void poolsAllTextsOfACall(Ai ai) {
        for (AiEmbeddingModel model : AiModels.pooled(ai)) {
            for (String pooling : List.of("mean", "cls")) {
                List<String> texts = texts(20);
                JsonNode together = ai.run(model.id(), Map.of("text", texts, "pooling", pooling));
                JsonNode last = ai.run(model.id(), Map.of("text", texts.get(19), "pooling", pooling));

                assertEquals(pooling, together.path("pooling").asString(""), model.id());
                assertSame(
                        vector(last.path("data").path(0)),
                        vector(together.path("data").path(19)),
                        "the last text");
            }
        }
    }

    private static float[] vector(JsonNode components) {
        float[] vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = components.path(i).floatValue();
        }
        return vector;
    }

    @Rule(value = "AI-38", needsModel = AiModels.EMBEDDINGS)
    void doesNotDependOnThePlaceInTheCall(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();
        float[] alone = ai.embed(model, List.of("the harbour")).vector(0);
        for (int place : new int[] {0, 1, 7, 16, 39}) {
            List<String> texts = new ArrayList<>(texts(39));
            texts.add(place, "the harbour");

            assertArrayEquals(alone, ai.embed(model, texts).vector(place), 1e-5f, "at place " + place);
        }
        assertArrayEquals(alone, ai.embed(model, List.of("the harbour")).vector(0), 1e-5f, "another time");
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void ranksManyContextsEachOnce(Ai ai) {
        List<Map<String, String>> contexts = new ArrayList<>();
        texts(40).forEach(text -> contexts.add(Map.of("text", text)));
        contexts.set(37, Map.of("text", "the ships leave the harbour when the tide turns"));

        JsonNode all = ai.run(
                        AiModels.RERANKER, Map.of("query", "when do the ships leave the harbour", "contexts", contexts))
                .path("response");

        List<Integer> ids = new ArrayList<>();
        List<Double> scores = new ArrayList<>();
        all.forEach(entry -> {
            ids.add(entry.path("id").asInt(-1));
            scores.add(entry.path("score").asDouble());
        });
        assertEquals(40, ids.size(), "contexts with a score");
        assertEquals(37, ids.get(0), "the best context");
        assertEquals(scores.stream().sorted(Collections.reverseOrder()).toList(), scores);
        assertEquals(
                IntStream.range(0, 40).boxed().toList(), ids.stream().sorted().toList());
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void cutsToAnyTopK(Ai ai) {
        List<String> contexts = texts(12);
        List<Double> all = scores(ai.rerank(AiModels.RERANKER, "bread and butter", contexts, 12));

        for (int topK : new int[] {1, 2, 5, 11, 12, 13, 100}) {
            List<Double> best = scores(ai.rerank(AiModels.RERANKER, "bread and butter", contexts, topK));

            assertEquals(Math.min(topK, 12), best.size());
            for (int i = 0; i < best.size(); i++) {
                assertEquals(all.get(i), best.get(i), 2e-3, "the score of rank " + i);
            }
        }
    }

    private static List<Double> scores(List<AiScore> scores) {
        return scores.stream().map(AiScore::score).toList();
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void scoresAContextWhereverItStands(Ai ai) {
        List<String> contexts = new ArrayList<>(texts(6));
        List<AiScore> one = ai.rerank(AiModels.RERANKER, "bread and butter", contexts, 6);
        Collections.reverse(contexts);
        List<AiScore> other = ai.rerank(AiModels.RERANKER, "bread and butter", contexts, 6);

        for (AiScore score : one) {
            double again = other.stream()
                    .filter(found -> found.id() == 5 - score.id())
                    .mapToDouble(AiScore::score)
                    .findFirst()
                    .orElseThrow(() -> new AssertionError("context " + score.id() + " has no score"));
            assertEquals(score.score(), again, 2e-3, "the score of context " + score.id());
        }
    }

    @Rule(value = "AI-32", needsModel = AiModels.BGE_M3)
    void scoresManyContextsEachOnce(Ai ai) {
        List<Map<String, String>> contexts = new ArrayList<>();
        texts(12).forEach(text -> contexts.add(Map.of("text", text)));

        JsonNode answer = ai.run(AiModels.BGE_M3, Map.of("query", texts(12).get(8), "contexts", contexts));

        List<Integer> ids = new ArrayList<>();
        JsonNode best = null;
        for (JsonNode entry : answer.path("response")) {
            ids.add(entry.path("id").asInt(-1));
            boolean better = best == null
                    || entry.path("score").asDouble() > best.path("score").asDouble();
            best = better ? entry : best;
        }
        assertEquals(
                IntStream.range(0, 12).boxed().toList(), ids.stream().sorted().toList());
        assertEquals(8, best == null ? -1 : best.path("id").asInt(-1), "the context that equals the query");
    }
}
