package dev.isobar.internal.ai;

import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiLimits;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.Refusals;
import tools.jackson.databind.JsonNode;

/** Checks the inputs of the tasks (AI-22). The backend checks those of models that are not known here. */
final class AiTaskInputs {
    private static final String INVALID_INPUT = "5006";
    private static final String RERANKER = "@cf/baai/bge-reranker-base";

    private final Refusals refusals;
    private final AiLimits limits;

    AiTaskInputs(Refusals refusals, AiLimits limits) {
        this.refusals = refusals;
        this.limits = limits;
    }

    void check(String model, JsonNode inputs) {
        if (inputs.has("prompt") && inputs.has("messages")) {
            throw invalid("prompt and messages are given; one of them is allowed");
        }
        if (inputs.path("stream").asBoolean(false) && inputs.has("response_format")) {
            throw invalid("JSON Mode cannot be streamed");
        }
        AiEmbeddingModel embedding = AiEmbeddingModel.of(model);
        if (embedding != null) {
            checkEmbedding(embedding, inputs);
        } else if (model.equals(RERANKER)) {
            checkRanking(inputs);
        }
    }

    private void checkEmbedding(AiEmbeddingModel model, JsonNode inputs) {
        if (model == AiEmbeddingModel.BGE_M3 && inputs.has("query")) {
            checkRanking(inputs);
        } else if (model == AiEmbeddingModel.BGE_M3 && inputs.has("contexts")) {
            checkContexts(inputs.path("contexts"));
        } else if (model == AiEmbeddingModel.QWEN3 && (inputs.has("queries") || inputs.has("documents"))) {
            checkTextsWhereGiven(inputs, "text");
            checkTextsWhereGiven(inputs, "queries");
            checkTextsWhereGiven(inputs, "documents");
        } else {
            checkTexts("text", inputs.path("text"));
        }
        JsonNode pooling = inputs.path("pooling");
        if (!pooling.isMissingNode()
                && !pooling.asString("").equals("mean")
                && !pooling.asString("").equals("cls")) {
            throw invalid("pooling must be mean or cls");
        }
    }

    private void checkTextsWhereGiven(JsonNode inputs, String name) {
        if (inputs.has(name)) {
            checkTexts(name, inputs.path(name));
        }
    }

    private void checkTexts(String name, JsonNode texts) {
        if (!texts.isArray()) {
            checkText(name, texts);
            return;
        }
        if (texts.isEmpty()) {
            throw invalid(name + " must have at least one text");
        }
        if (texts.size() > limits.embeddingTexts()) {
            throw refusals.exceeded(
                    "run",
                    INVALID_INPUT,
                    INVALID_INPUT + ": " + name + " has " + texts.size() + " texts; at most " + limits.embeddingTexts()
                            + " are allowed");
        }
        texts.forEach(text -> checkText(name, text));
    }

    private void checkText(String name, JsonNode text) {
        if (!text.isString()) {
            throw invalid(name + " is required, a text or a list of texts");
        }
        if (text.stringValue().isEmpty()) {
            throw invalid(name + " must not be empty");
        }
    }

    private void checkRanking(JsonNode inputs) {
        checkText("query", inputs.path("query"));
        checkContexts(inputs.path("contexts"));
        JsonNode topK = inputs.path("top_k");
        if (!topK.isMissingNode()
                && (!topK.isIntegralNumber() || topK.bigIntegerValue().signum() < 1)) {
            throw invalid("top_k must be at least 1");
        }
    }

    private void checkContexts(JsonNode contexts) {
        if (!contexts.isArray() || contexts.isEmpty()) {
            throw invalid("contexts is required, a list of at least one");
        }
        contexts.forEach(context -> checkText("the text of a context", context.path("text")));
    }

    IsobarException invalid(String text) {
        return refusals.invalid("run", INVALID_INPUT, INVALID_INPUT + ": " + text);
    }
}
