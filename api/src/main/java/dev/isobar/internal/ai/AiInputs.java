package dev.isobar.internal.ai;

import static java.util.Objects.requireNonNull;

import dev.isobar.ai.AiGateway;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiOptions;
import dev.isobar.ai.AiPrompt;
import dev.isobar.error.IsobarException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.internal.Refusals;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Turns inputs into JSON and checks the options of a run (AI-04, AI-09, AI-10). */
final class AiInputs {
    private final DriverCalls calls;
    private final AiLimits limits;
    private final Refusals refusals;
    private final AiTaskInputs tasks;

    AiInputs(DriverCalls calls, AiLimits limits) {
        this.calls = calls;
        this.limits = limits;
        this.refusals = new Refusals(calls);
        this.tasks = new AiTaskInputs(refusals, limits);
    }

    /** The inputs of a run: an object, and the one input that is sent while it is read. */
    record Inputs(ObjectNode json, @Nullable AiInput body) {
        /** Leaves out the values. */
        @Override
        public String toString() {
            return "Inputs" + json.propertyNames();
        }

        boolean stream() {
            return json.path("stream").asBoolean(false);
        }

        boolean jsonMode() {
            return json.path("response_format").path("type").asString("").startsWith("json");
        }
    }

    Inputs inputs(Object given) {
        requireNonNull(given, "inputs");
        if (given instanceof AiPrompt prompt) {
            return new Inputs(json(prompt), null);
        }
        Map<String, AiInput> streams = streams(given);
        if (streams.isEmpty()) {
            return new Inputs(json(given), null);
        }
        Map<Object, @Nullable Object> others = new LinkedHashMap<>((Map<?, ?>) given);
        others.keySet().removeIf(key -> streams.containsKey(String.valueOf(key)));
        if (streams.size() > 1) {
            throw refused("Multiple ReadableStreams are not supported. Found streams in keys: ["
                    + String.join(", ", streams.keySet()) + "]");
        }
        AiInput body = streams.values().iterator().next();
        if (body.contentType() == null) {
            throw refused("Content-Type is required with ReadableStream inputs");
        }
        return new Inputs(json(others), body);
    }

    private static Map<String, AiInput> streams(Object given) {
        Map<String, AiInput> streams = new TreeMap<>();
        if (given instanceof Map<?, ?> map) {
            map.forEach((name, value) -> {
                if (value instanceof AiInput input) {
                    streams.put(String.valueOf(name), input);
                }
            });
        }
        return streams;
    }

    private ObjectNode json(Object given) {
        JsonNode tree;
        try {
            tree = given instanceof AiPrompt prompt
                    ? AiPrompts.inputs(prompt)
                    : given instanceof JsonNode node ? node.deepCopy() : Json.MAPPER.valueToTree(given);
        } catch (JacksonException noJson) {
            throw refused("the inputs cannot be written as JSON");
        }
        if (!Json.isWritable(tree)) {
            throw refused(Json.notFinite("the inputs"));
        }
        if (!(tree instanceof ObjectNode inputs)) {
            throw tasks.invalid("the inputs must be an object");
        }
        inputs.removeIf(JsonNode::isNull);
        return inputs;
    }

    void check(String model, Inputs inputs, AiOptions options) {
        checkOptions(options);
        if (inputs.body() != null) {
            if (options.gateway() != null) {
                throw refused("AI Gateway does not support ReadableStreams yet.");
            }
            calls.require(Capability.AI_STREAM_INPUT, "run");
        }
        if (options.queueRequest()) {
            checkBatch(model, inputs.json());
        } else if (inputs.json().has("request_id") && inputs.json().size() == 1) {
            calls.require(Capability.AI_BATCH, "run");
        } else {
            tasks.check(model, inputs.json());
        }
    }

    private void checkBatch(String model, ObjectNode inputs) {
        calls.require(Capability.AI_BATCH, "run");
        JsonNode requests = inputs.path("requests");
        if (!requests.isArray() || requests.isEmpty()) {
            throw tasks.invalid("a batch needs requests, a list of at least one");
        }
        int bytes = Json.MAPPER.writeValueAsBytes(inputs).length;
        if (bytes >= limits.batchBytes()) {
            throw tooMuch("a batch of " + bytes + " bytes; it must be below " + limits.batchBytes());
        }
        requests.forEach(request -> tasks.check(model, request));
    }

    private void checkOptions(AiOptions options) {
        if (options.tags().size() > limits.tags()) {
            throw tooMuch(options.tags().size() + " tags; at most " + limits.tags() + " are allowed");
        }
        for (String tag : options.tags()) {
            if (tag.length() > limits.tagCharacters()) {
                throw tooMuch(
                        "a tag of " + tag.length() + " characters; at most " + limits.tagCharacters() + " are allowed");
            }
            if (tag.isEmpty() || !tag.chars().allMatch(AiInputs::tagCharacter)) {
                throw refused("a tag consists of letters, digits and : - . / @");
            }
        }
        if (options.prefix() != null && !isHeaderValue(options.prefix())) {
            throw refused("the prefix is not allowed in HTTP");
        }
        options.extraHeaders().forEach(this::checkHeader);
        if (options.gateway() != null) {
            checkGateway(options.gateway());
        }
    }

    private static boolean tagCharacter(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || ":-./@".indexOf(c) >= 0;
    }

    private void checkHeader(String name, String value) {
        boolean token = !name.isEmpty()
                && name.chars().allMatch(c -> c > ' ' && c < 0x7F && "\"(),/:;<=>?@[\\]{}".indexOf(c) < 0);
        if (!token || !isHeaderValue(value)) {
            throw refused("an extra header is not allowed in HTTP: " + (token ? name : "its name"));
        }
    }

    private static boolean isHeaderValue(String text) {
        return text.chars().noneMatch(c -> (c < ' ' && c != '\t') || c == 0x7F);
    }

    private void checkGateway(AiGateway gateway) {
        if (gateway.id().isEmpty()) {
            throw refused("the gateway needs an id");
        }
        AiGateway.Retries retries = gateway.retries();
        if (retries != null && (retries.maxAttempts() < 1 || retries.maxAttempts() > 5)) {
            throw refused("the gateway's attempts are " + retries.maxAttempts() + "; 1 to 5 are allowed");
        }
        if (negative(gateway.cacheTtl())
                || negative(gateway.requestTimeout())
                || (retries != null && negative(retries.delay()))) {
            throw refused("the gateway's times must not be negative");
        }
        for (Object value : gateway.metadata().values()) {
            boolean finite = value instanceof Number number && Double.isFinite(number.doubleValue());
            if (!(value instanceof String || finite || value instanceof Boolean)) {
                throw refused("the gateway's metadata are texts, finite numbers and booleans");
            }
        }
    }

    private static boolean negative(@Nullable Duration time) {
        return time != null && time.isNegative();
    }

    IsobarException refused(String text) {
        return refusals.invalid("run", text);
    }

    private IsobarException tooMuch(String text) {
        return refusals.exceeded("run", text);
    }
}
