package dev.isobar.internal.ai;

import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiLabel;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiToolCall;
import dev.isobar.ai.AiUsage;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiFailureException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Reads the answers of models, in all shapes that they have. What does not have the shape of its task is refused. */
final class AiAnswers {
    private AiAnswers() {}

    /** An answer that does not have the shape of its task. */
    static final class ShapeException extends RuntimeException {
        private static final long serialVersionUID = 1L;

        ShapeException(String message) {
            super(message);
        }
    }

    static String delta(JsonNode frame) {
        JsonNode choices = frame.path("choices");
        JsonNode text = choices.isMissingNode()
                ? frame.path("response")
                : choices.path(0).path("delta").path("content");
        return text.isString() || text.isNumber() ? text.asString() : "";
    }

    static @Nullable AiUsage usage(JsonNode usage) {
        return usage.isObject()
                ? new AiUsage(
                        usage.path("prompt_tokens").asInt(0),
                        usage.path("completion_tokens").asInt(0),
                        usage.path("total_tokens").asInt(0))
                : null;
    }

    /** Returns the failure that a frame reports, or null. The shape is not documented; both known envelopes are read. */
    static @Nullable AiFailureException failure(JsonNode frame) {
        if (frame.has("response") || frame.has("choices")) {
            return null;
        }
        JsonNode error = frame.path("errors").path(0);
        if (error.isMissingNode()) {
            error = frame.path("error");
        }
        if (error.isString()) {
            return new AiFailureException(0, null, error.stringValue(), null);
        }
        if (!error.isObject()) {
            return null;
        }
        Integer code =
                error.path("code").isIntegralNumber() ? error.path("code").asInt() : null;
        return new AiFailureException(0, code, error.path("message").asString("the run failed"), null);
    }

    static AiReply reply(JsonNode raw, boolean jsonMode) {
        JsonNode choices = raw.path("choices");
        JsonNode message = choices.isMissingNode() ? raw : choices.path(0).path("message");
        JsonNode response = choices.isMissingNode() ? message.path("response") : message.path("content");
        if (response.isMissingNode()) {
            response = JsonNodeFactory.instance.nullNode();
        }
        return new AiReply(
                jsonMode && response.isString() ? document(response) : response,
                toolCalls(message.path("tool_calls")),
                usage(raw.path("usage")),
                raw);
    }

    static JsonNode document(JsonNode response) {
        JsonNode parsed = parsed(response.stringValue());
        if (parsed == null || !parsed.isContainer()) {
            throw new ShapeException("JSON Mode couldn't be met");
        }
        return parsed;
    }

    private static @Nullable JsonNode parsed(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JacksonException noJson) {
            return null;
        }
    }

    private static List<AiToolCall> toolCalls(JsonNode calls) {
        List<AiToolCall> found = new ArrayList<>();
        for (JsonNode call : calls) {
            JsonNode function = call.has("function") ? call.path("function") : call;
            JsonNode arguments = function.path("arguments");
            if (arguments.isString()) {
                arguments = parsed(arguments.stringValue());
            }
            if (arguments == null || !arguments.isObject()) {
                throw new ShapeException("the arguments of a tool call are not a JSON object");
            }
            found.add(new AiToolCall(
                    call.path("id").isString() ? call.path("id").stringValue() : null,
                    function.path("name").asString(""),
                    arguments));
        }
        return found;
    }

    static AiEmbeddings embeddings(JsonNode answer, int texts, int dimensions) {
        JsonNode data = answer.path("data");
        if (!data.isArray() || data.size() != texts) {
            throw new ShapeException("the model returned " + data.size() + " vectors for " + texts + " texts");
        }
        float[][] vectors = new float[texts][];
        int expected = dimensions;
        for (int i = 0; i < texts; i++) {
            vectors[i] = vector(data.get(i));
            expected = expected > 0 ? expected : vectors[i].length;
            if (vectors[i].length != expected) {
                throw new ShapeException(
                        "the model returned a vector of " + vectors[i].length + " dimensions, not " + expected);
            }
        }
        return new AiEmbeddings(vectors, expected, pooling(answer.path("pooling")));
    }

    private static float[] vector(JsonNode components) {
        float[] vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = components.get(i).floatValue();
        }
        return vector;
    }

    private static @Nullable AiPooling pooling(JsonNode name) {
        for (AiPooling pooling : AiPooling.values()) {
            if (name.isString() && pooling.label().equals(name.stringValue())) {
                return pooling;
            }
        }
        return null;
    }

    static List<AiLabel> labels(JsonNode answer) {
        if (!answer.isArray()) {
            throw new ShapeException("the model returned an answer that is not a list of labels");
        }
        List<AiLabel> labels = new ArrayList<>();
        for (JsonNode entry : answer) {
            labels.add(new AiLabel(
                    entry.path("label").asString(""), entry.path("score").doubleValue()));
        }
        return labels;
    }

    static List<AiScore> scores(JsonNode answer, int topK) {
        JsonNode response = answer.path("response");
        if (!response.isArray()) {
            throw new ShapeException("the model returned an answer that is not a list of scores");
        }
        List<AiScore> scores = new ArrayList<>();
        for (JsonNode entry : response) {
            scores.add(
                    new AiScore(entry.path("id").intValue(), entry.path("score").doubleValue()));
        }
        scores.sort(Comparator.comparingDouble(AiScore::score).reversed());
        return scores.size() <= topK ? scores : List.copyOf(scores.subList(0, topK));
    }

    static String requestId(JsonNode answer) {
        JsonNode id = answer.path("request_id");
        if (!id.isString()) {
            throw new ShapeException("the model queued a batch without a request ID");
        }
        return id.stringValue();
    }

    static AiBatch batch(JsonNode answer) {
        if (!answer.path("responses").isArray()) {
            return new AiBatch(answer.path("status").asString("queued"), List.of());
        }
        List<AiBatch.Result> results = new ArrayList<>();
        for (JsonNode entry : answer.path("responses")) {
            JsonNode reference = entry.path("external_reference");
            results.add(new AiBatch.Result(
                    entry.path("id").intValue(),
                    entry.path("success").asBoolean(false),
                    entry.path("result"),
                    reference.isString() ? reference.stringValue() : null));
        }
        return new AiBatch("complete", results);
    }
}
