package dev.isobar.internal.ai;

import static java.util.Objects.requireNonNull;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiBytes;
import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiLabel;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiMarkdown;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiOptions;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiStream;
import dev.isobar.error.AiAnswerException;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.CallerStream;
import dev.isobar.internal.DriverCall;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.DriverStream;
import dev.isobar.internal.Json;
import dev.isobar.internal.ai.AiAnswers.ShapeException;
import dev.isobar.internal.ai.AiInputs.Inputs;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import dev.isobar.spi.Capability;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Workers AI over any driver: inputs, options, shapes of answers, event streams, codes. */
public final class PortableAi implements Ai {
    private final AiDriver driver;
    private final DriverCalls calls;
    private final AiInputs requests;
    private final @Nullable Set<String> offered;

    public PortableAi(AiDriver driver, DriverCalls calls, AiLimits limits) {
        this.driver = driver;
        this.calls = calls;
        this.offered = driver.offered();
        this.requests = new AiInputs(calls, limits);
    }

    @Override
    public boolean offers(String model) {
        requireNonNull(model, "model");
        return offered == null || offered.contains(model);
    }

    @Override
    public JsonNode run(String model, Object inputs, AiOptions options) {
        requireCall(model, inputs, options);
        return json(model, requests.inputs(inputs), options);
    }

    // The parser's own error is dropped, since it quotes the answer.
    @Override
    public <T> T run(String model, Object inputs, AiOptions options, Class<T> type) {
        requireNonNull(type, "type");
        JsonNode answer = run(model, inputs, options);
        try {
            return Json.MAPPER.treeToValue(answer, type);
        } catch (JacksonException other) {
            throw unexpected(answer, "the answer cannot be read as " + type.getName() + Json.place(other));
        }
    }

    private JsonNode json(String model, Inputs inputs, AiOptions options) {
        if (inputs.stream()) {
            throw requests.refused("the inputs ask for a stream; call stream");
        }
        AiResult result = send(model, inputs, options);
        if (!(result instanceof AiJson json)) {
            discard(result);
            throw requests.refused(model + " does not answer with JSON; call bytes");
        }
        return inputs.jsonMode() ? shaped(json.answer(), () -> document(json.answer())) : json.answer();
    }

    private static JsonNode document(JsonNode answer) {
        JsonNode response = answer.path("response");
        return !response.isMissingNode() && answer instanceof ObjectNode object
                ? object.deepCopy().set("response", AiAnswers.document(response, answer.path("tool_calls")))
                : answer;
    }

    @Override
    public AiStream stream(String model, Object inputs, AiOptions options) {
        requireCall(model, inputs, options);
        Inputs given = requests.inputs(inputs);
        given.json().put("stream", true);
        AiResult result = send(model, given, options);
        if (result instanceof AiFrames frames) {
            InputStream events = new SseFrames(frames.frames());
            return new EventStream(
                    calls.site("run"), new DriverStream(events, frames.source(), this::requireOpen, this::failure));
        }
        if (result instanceof AiBody body && body.contentType().startsWith("text/event-stream")) {
            return new EventStream(calls.site("run"), new DriverStream(body.body(), this::requireOpen, this::failure));
        }
        discard(result);
        throw refused(result, model + " does not stream");
    }

    @Override
    public AiBytes bytes(String model, Object inputs, AiOptions options) {
        requireCall(model, inputs, options);
        AiResult result = send(model, requests.inputs(inputs), options);
        if (result instanceof AiBody body) {
            return new AiBytes(body.contentType(), new DriverStream(body.body(), this::requireOpen, this::failure));
        }
        if (result instanceof AiJson json && json.answer().path("image").isString()) {
            return decoded("image/jpeg", json.answer(), "image");
        }
        if (result instanceof AiJson json && json.answer().path("audio").isString()) {
            return decoded("audio/mpeg", json.answer(), "audio");
        }
        discard(result);
        throw refused(result, model + " answers with neither a picture nor sound");
    }

    /** An answer of another kind than was asked for, or the failure that it reports. */
    private IsobarException refused(AiResult result, String text) {
        AiFailureException failure = result instanceof AiJson json ? AiAnswers.failure(json.answer()) : null;
        return failure == null ? requests.refused(text) : AiErrors.of(calls.site("run"), failure);
    }

    private AiBytes decoded(String contentType, JsonNode answer, String name) {
        byte[] bytes = shaped(answer, () -> {
            try {
                return Base64.getMimeDecoder().decode(answer.path(name).stringValue());
            } catch (IllegalArgumentException malformed) {
                throw new ShapeException("the model returned bytes that are not base64");
            }
        });
        return new AiBytes(
                contentType, new DriverStream(new ByteArrayInputStream(bytes), this::requireOpen, this::failure));
    }

    private void requireOpen() {
        calls.requireOpen("run");
    }

    private IsobarException failure(Exception thrown) {
        return AiErrors.translate(calls, "run", thrown);
    }

    private AiResult send(String model, Inputs inputs, AiOptions options) {
        requests.check(model, inputs, options);
        if (!offers(model)) {
            throw AiErrors.of(calls.site("run"), AiFailureException.noSuchModel(model));
        }
        AiInput body = inputs.body();
        CallerStream source = body == null ? null : new CallerStream(body.body());
        AiInput watched = body == null || source == null ? null : new AiInput(source, body.contentType());
        AiRequest request = new AiRequest(model, inputs.json(), options, watched);
        return calls.call("run", false, Map.of("model", model), () -> answered(request, source));
    }

    private AiResult answered(AiRequest request, @Nullable CallerStream source) throws Exception {
        try {
            return coded("run", () -> driver.run(request));
        } catch (Exception failed) {
            throw source == null ? failed : source.blamed(failed);
        }
    }

    private static void requireCall(String model, Object inputs, AiOptions options) {
        requireNonNull(model, "model");
        requireNonNull(inputs, "inputs");
        requireNonNull(options, "options");
    }

    private <T> T coded(String operation, DriverCall<T> call) throws Exception {
        try {
            return call.run();
        } catch (AiFailureException failed) {
            throw AiErrors.translate(calls, operation, failed);
        }
    }

    /** Closes an answer that nobody reads. */
    private void discard(AiResult result) {
        try {
            if (result instanceof AiFrames frames) {
                frames.source().close();
            } else if (result instanceof AiBody body) {
                body.body().close();
            }
        } catch (Exception thrown) {
            throw AiErrors.translate(calls, "run", thrown);
        }
    }

    private <T> T shaped(JsonNode answer, Supplier<T> reading) {
        AiFailureException failure = AiAnswers.failure(answer);
        if (failure != null) {
            throw AiErrors.of(calls.site("run"), failure);
        }
        try {
            return reading.get();
        } catch (ShapeException other) {
            throw unexpected(answer, String.valueOf(other.getMessage()));
        } catch (JacksonException other) {
            throw unexpected(answer, "the model returned an answer that does not have the shape of its task");
        }
    }

    // The parser's own error is dropped, since it quotes the answer.
    private IsobarException unexpected(JsonNode answer, String text) {
        return new AiAnswerException(calls.site("run"), null, text, answer);
    }

    @Override
    public AiEmbeddings embed(String model, List<String> texts, AiPooling pooling) {
        requireNonNull(texts, "texts");
        requireNonNull(pooling, "pooling");
        JsonNode answer = run(model, Map.of("text", texts, "pooling", pooling.label()));
        AiEmbeddingModel known = AiEmbeddingModel.of(model);
        return shaped(answer, () -> AiAnswers.embeddings(answer, texts.size(), known == null ? 0 : known.dimensions()));
    }

    @Override
    public List<AiLabel> classify(String model, String text) {
        JsonNode answer = run(model, Map.of("text", requireNonNull(text, "text")));
        return shaped(answer, () -> AiAnswers.labels(answer));
    }

    @Override
    public List<AiScore> rerank(String model, String query, List<String> contexts, int topK) {
        requireNonNull(model, "model");
        requireNonNull(query, "query");
        requireNonNull(contexts, "contexts");
        List<Map<String, String>> texts = new ArrayList<>(contexts.size());
        contexts.forEach(context -> texts.add(Map.of("text", context)));
        JsonNode answer = run(model, Map.of("query", query, "contexts", texts, "top_k", topK));
        return shaped(answer, () -> AiAnswers.scores(answer, topK));
    }

    @Override
    public AiReply generate(String model, AiPrompt prompt, AiOptions options) {
        requireNonNull(prompt, "prompt");
        requireCall(model, prompt, options);
        Inputs inputs = requests.inputs(prompt);
        JsonNode answer = json(model, inputs, options);
        return shaped(answer, () -> AiAnswers.reply(answer, inputs.jsonMode()));
    }

    @Override
    public String queue(String model, List<?> batch) {
        AiOptions queued = AiOptions.NONE.withQueueRequest(true);
        JsonNode answer = run(model, Map.of("requests", requireNonNull(batch, "batch")), queued);
        return shaped(answer, () -> AiAnswers.requestId(answer));
    }

    @Override
    public AiBatch poll(String model, String requestId) {
        JsonNode answer = run(model, Map.of("request_id", requireNonNull(requestId, "requestId")));
        return shaped(answer, () -> AiAnswers.batch(answer));
    }

    @Override
    public List<AiModel> models(AiModelFilter filter) {
        requireNonNull(filter, "filter");
        calls.require(Capability.AI_CATALOGUE, "models");
        return calls.read("models", () -> coded("models", () -> driver.models(filter)));
    }

    @Override
    public List<AiMarkdown> toMarkdown(List<AiDocument> documents) {
        requireNonNull(documents, "documents");
        calls.require(Capability.AI_TO_MARKDOWN, "toMarkdown");
        List<AiDocument> given = List.copyOf(documents);
        return given.isEmpty()
                ? List.of()
                : calls.read("toMarkdown", () -> coded("toMarkdown", () -> driver.toMarkdown(given)));
    }
}
