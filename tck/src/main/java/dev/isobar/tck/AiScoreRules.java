package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiLabel;
import dev.isobar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/** Rules AI-22, AI-35 and AI-36: labels and rankings. */
abstract class AiScoreRules {
    private static final String QUERY = "when do the ships leave the harbour";
    private static final List<Map<String, String>> CONTEXTS = List.of(
            Map.of("text", "bread rises overnight in a cool kitchen"),
            Map.of("text", "the ships leave the harbour when the tide turns"),
            Map.of("text", "an old harbour town"));

    @Rule(value = "AI-35", needsModel = AiModels.SENTIMENT)
    void givesBothLabelsWithScoresThatAddUp(Ai ai) {
        Map<String, Double> scores = new TreeMap<>();
        for (AiLabel label : ai.classify(AiModels.SENTIMENT, "a wonderful evening")) {
            scores.put(label.label(), label.score());
        }

        assertEquals(List.of("NEGATIVE", "POSITIVE"), List.copyOf(scores.keySet()));
        assertEquals(
                1, scores.values().stream().mapToDouble(Double::doubleValue).sum(), 1e-3);
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void ordersByScore(Ai ai) {
        List<Double> scores = new ArrayList<>();
        for (JsonNode entry : rank(ai, 3)) {
            scores.add(entry.path("score").asDouble());
        }

        assertEquals(3, scores.size());
        assertTrue(scores.get(0) >= scores.get(1) && scores.get(1) >= scores.get(2), "not the best first: " + scores);
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void namesContextsByTheirPosition(Ai ai) {
        JsonNode best = rank(ai, 3).path(0);

        assertEquals(1, best.path("id").asInt(-1));
    }

    @Rule(value = "AI-36", needsModel = AiModels.RERANKER)
    void cutsAfterSorting(Ai ai) {
        JsonNode best = rank(ai, 1);

        assertEquals(1, best.size());
        assertEquals(1, best.path(0).path("id").asInt(-1));
    }

    @Rule(value = "AI-22", needsModel = AiModels.RERANKER)
    void refusesToRankForAnEmptyQuery(Ai ai) {
        assertThrows(
                InvalidRequestException.class, () -> ai.rerank(AiModels.RERANKER, "", List.of("a harbour town"), 1));
    }

    @Rule(value = "AI-22", needsModel = AiModels.RERANKER)
    void refusesATopKBelowOne(Ai ai) {
        assertThrows(
                InvalidRequestException.class, () -> ai.rerank(AiModels.RERANKER, QUERY, List.of("a harbour town"), 0));
    }

    private static JsonNode rank(Ai ai, int topK) {
        return ai.run(AiModels.RERANKER, Map.of("query", QUERY, "contexts", CONTEXTS, "top_k", topK))
                .path("response");
    }
}
