package dev.isobar.tck;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import java.util.Arrays;
import java.util.List;

/** The models that the kit asks for. */
final class AiModels {
    static final String TEXT = "@cf/meta/llama-3.1-8b-instruct";
    static final String RERANKER = "@cf/baai/bge-reranker-base";
    static final String SENTIMENT = "@cf/huggingface/distilbert-sst-2-int8";
    static final String BGE_M3 = "@cf/baai/bge-m3";

    /** One of the models of AI-37. */
    static final String EMBEDDINGS = "@cf/baai/bge-small-en-v1.5 @cf/baai/bge-base-en-v1.5 @cf/baai/bge-large-en-v1.5 "
            + BGE_M3 + " @cf/google/embeddinggemma-300m @cf/qwen/qwen3-embedding-0.6b";

    private static final String ALL = String.join(" ", EMBEDDINGS, RERANKER, SENTIMENT, TEXT);

    private AiModels() {}

    /** Returns those of some names, separated by spaces, that a backend offers. */
    static List<String> offered(Ai ai, String names) {
        return Arrays.stream(names.split(" ", -1)).filter(ai::offers).toList();
    }

    /** Returns the models that the kit asks for and a backend offers. */
    static List<String> offered(Ai ai) {
        return offered(ai, ALL);
    }

    /** Returns the embedding models that the backend offers, at least one where a rule needs one. */
    static List<AiEmbeddingModel> embedding(Ai ai) {
        return Arrays.stream(AiEmbeddingModel.values())
                .filter(model -> ai.offers(model.id()))
                .toList();
    }

    /** Returns the embedding models that take a pooling. */
    static List<AiEmbeddingModel> pooled(Ai ai) {
        return embedding(ai).stream().filter(AiEmbeddingModel::pooled).toList();
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
