package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.error.InvalidRequestException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The models that the kit asks for. */
final class AiModels {
    static final String TEXT = "@cf/meta/llama-3.1-8b-instruct";
    static final String RERANKER = "@cf/baai/bge-reranker-base";
    static final String SENTIMENT = "@cf/huggingface/distilbert-sst-2-int8";
    static final String BGE_M3 = AiEmbeddingModel.BGE_M3.id();

    private AiModels() {}

    /** Returns the embedding models that the backend offers; what it does not offer is refused with 5007 (AI-23). */
    static List<AiEmbeddingModel> embedding(Ai ai) {
        List<AiEmbeddingModel> offered = new ArrayList<>();
        for (AiEmbeddingModel model : AiEmbeddingModel.values()) {
            if (offers(ai, model.id(), Map.of("text", "isobar"))) {
                offered.add(model);
            }
        }
        if (offered.isEmpty()) {
            throw new AssertionError("embedding models are declared, but none is offered");
        }
        return offered;
    }

    /** Returns the embedding models that take a pooling. */
    static List<AiEmbeddingModel> pooled(Ai ai) {
        return embedding(ai).stream().filter(AiEmbeddingModel::pooled).toList();
    }

    private static boolean offers(Ai ai, String model, Map<String, Object> inputs) {
        try {
            ai.run(model, inputs);
            return true;
        } catch (InvalidRequestException refused) {
            if ("5007".equals(refused.code())) {
                return false;
            }
            throw refused;
        }
    }

    static double cosine(float[] a, float[] b) {
        double product = 0;
        double squareA = 0;
        double squareB = 0;
        for (int i = 0; i < a.length; i++) {
            product += (double) a[i] * b[i];
            squareA += (double) a[i] * a[i];
            squareB += (double) b[i] * b[i];
        }
        return product / Math.sqrt(squareA * squareB);
    }
}
