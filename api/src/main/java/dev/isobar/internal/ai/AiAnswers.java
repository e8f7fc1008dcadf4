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
    private static final String FENCE = "```";

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

    /** Returns the failure that a frame or an answer reports, or null. The shape is not documented; known ones are read. */
    static @Nullable AiFailureException failure(JsonNode frame) {
        JsonNode error = error(frame);
        if (isAnswered(frame)) {
            return null;
        }
        if (error.isString() && !error.stringValue().isEmpty()) {
            return new AiFailureException(0, null, error.stringValue(), null);
        }
        if (!error.isObject()) {
            return null;
        }
        Integer code =
                error.path("code").isIntegralNumber() ? error.path("code").asInt() : null;
        return new AiFailureException(0, code, error.path("message").asString("the run failed"), null);
    }

    private static JsonNode error(JsonNode frame) {
        JsonNode error = frame.path("errors").path(0);
        if (error.isMissingNode()) {
            error = frame.path("error");
        }
        return error.isMissingNode() || error.isNull()
                ? frame.path("choices").path(0).path("error")
                : error;
    }

    /** Tells whether there is more than an empty place for an answer, as many servers send one with an error. */
    private static boolean isAnswered(JsonNode frame) {
        JsonNode choice = frame.path("choices").path(0);
        JsonNode part = frame.has("choices") ? choice.path(choice.has("delta") ? "delta" : "message") : frame;
        return isFilled(part.path(frame.has("choices") ? "content" : "response"))
                || isFilled(part.path("tool_calls"))
                || isFilled(frame.path("data"))
                || isFilled(frame.path("responses"));
    }

    private static boolean isFilled(JsonNode value) {
        return value.isContainer()
                ? !value.isEmpty()
                : value.isNumber()
                        || value.isBoolean()
                        || (value.isString() && !value.stringValue().isEmpty());
    }

    static AiReply reply(JsonNode raw, boolean jsonMode) {
        JsonNode choices = raw.path("choices");
        JsonNode message = choices.isMissingNode() ? raw : choices.path(0).path("message");
        JsonNode response = choices.isMissingNode() ? message.path("response") : message.path("content");
        if (response.isMissingNode()) {
            response = JsonNodeFactory.instance.nullNode();
        }
        JsonNode calls = message.path("tool_calls");
        return new AiReply(
                jsonMode ? document(response, calls) : response, toolCalls(calls), usage(raw.path("usage")), raw);
    }

    /** Returns the document that JSON mode asks for, or null where the model wants tools to be called first. */
    static JsonNode document(JsonNode response, JsonNode toolCalls) {
        JsonNode document = response.isString() ? parsed(unfenced(response.stringValue())) : response;
        boolean waits = response.isNull() && !toolCalls.isEmpty();
        if (document == null || !(document.isContainer() || waits)) {
            throw new ShapeException("JSON Mode couldn't be met");
        }
        return document;
    }

    /** Takes a document out of the code fence in which models like to put it, with or without words around. */
    private static String unfenced(String text) {
        int begin = text.indexOf(FENCE);
        int end = text.lastIndexOf(FENCE);
        if (begin == end
                || text.stripLeading().startsWith("{")
                || text.stripLeading().startsWith("[")) {
            return text;
        }
        int inside = begin + FENCE.length();
        while (inside < end && (Character.isLetterOrDigit(text.charAt(inside)) || text.charAt(inside) == ' ')) {
            inside++;
        }
        return text.substring(inside, end);
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
            found.add(new AiToolCall(
                    call.path("id").isString() ? call.path("id").stringValue() : null,
                    function.path("name").asString(""),
                    function.isObject() ? arguments(function.path("arguments")) : function));
        }
        return found;
    }

    /** Returns arguments as an object; what cannot be read as one stays as it is, since the rest of the answer counts. */
    private static JsonNode arguments(JsonNode given) {
        boolean text = given.isString();
        boolean none = given.isMissingNode()
                || given.isNull()
                || (text && given.stringValue().isBlank());
        JsonNode parsed = text && !none ? parsed(given.stringValue()) : given;
        if (none || (parsed != null && parsed.isNull())) {
            return JsonNodeFactory.instance.objectNode();
        }
        return parsed != null && parsed.isObject() ? parsed : given;
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
