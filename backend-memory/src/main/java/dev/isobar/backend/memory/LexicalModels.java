package dev.isobar.backend.memory;

import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.spi.AiFailureException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The embedding models and the reranker by their names and shapes, over lexical vectors (AI-26). */
final class LexicalModels {
    static final String RERANKER = "@cf/baai/bge-reranker-base";
    private static final int SPECIAL_TOKENS = 2;

    private LexicalModels() {}

    static ObjectNode embed(AiEmbeddingModel model, JsonNode inputs) {
        String pooling = inputs.path("pooling").asString("mean");
        LexicalVectors vectors = vectors(model, pooling);
        if (model == AiEmbeddingModel.BGE_M3 && !inputs.path("truncate_inputs").asBoolean(false)) {
            texts(inputs).forEach(text -> checkLength(model, vectors, text));
        }
        if (model == AiEmbeddingModel.BGE_M3 && inputs.has("query")) {
            return ranked(vectors, inputs, false);
        }
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        List<String> texts = texts(inputs);
        answer.putArray("shape").add(texts.size()).add(model.dimensions());
        ArrayNode data = answer.putArray(inputs.has("contexts") ? "response" : "data");
        for (String text : texts) {
            ArrayNode vector = data.addArray();
            for (float component : vectors.of(text)) {
                vector.add(component);
            }
        }
        return model.pooled() ? answer.put("pooling", pooling) : answer;
    }

    static ObjectNode rerank(JsonNode inputs) {
        return ranked(new LexicalVectors(1024, 510, RERANKER), inputs, true);
    }

    private static LexicalVectors vectors(AiEmbeddingModel model, String pooling) {
        String seed = model.pooled() ? model.id() + ' ' + pooling : model.id();
        return new LexicalVectors(model.dimensions(), model.maxTokens() - SPECIAL_TOKENS, seed);
    }

    private static void checkLength(AiEmbeddingModel model, LexicalVectors vectors, String text) {
        if (!vectors.fits(text)) {
            throw AiFailureException.invalidInput(
                    "a text is longer than " + model.maxTokens() + " tokens; set truncate_inputs to cut it");
        }
    }

    private static List<String> texts(JsonNode inputs) {
        List<String> texts = new ArrayList<>();
        collect(inputs.path("query"), texts);
        collect(inputs.path("text"), texts);
        collect(inputs.path("queries"), texts);
        collect(inputs.path("documents"), texts);
        inputs.path("contexts").forEach(context -> collect(context.path("text"), texts));
        return texts;
    }

    private static void collect(JsonNode given, List<String> texts) {
        if (given.isString()) {
            texts.add(given.stringValue());
        }
        given.forEach(text -> texts.add(text.asString("")));
    }

    private static ObjectNode ranked(LexicalVectors vectors, JsonNode inputs, boolean sigmoid) {
        float[] query = vectors.of(inputs.path("query").asString(""));
        List<Score> scores = new ArrayList<>();
        for (JsonNode context : inputs.path("contexts")) {
            double cosine =
                    LexicalVectors.cosine(query, vectors.of(context.path("text").asString("")));
            scores.add(new Score(scores.size(), sigmoid ? 1 / (1 + StrictMath.exp(5 - 10 * cosine)) : cosine));
        }
        scores.sort(Comparator.comparingDouble(Score::score).reversed());
        int topK = Math.min(inputs.path("top_k").asInt(scores.size()), scores.size());
        ObjectNode answer = JsonNodeFactory.instance.objectNode();
        ArrayNode response = answer.putArray("response");
        scores.subList(0, topK)
                .forEach(score -> response.addObject().put("id", score.id()).put("score", score.score()));
        return answer;
    }

    private record Score(int id, double score) {}
}
