package dev.isobar.selftest;

import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What can be wrong with an AI driver, and the rule that must notice. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum BrokenAi {
    GIVES_JSON_AS_BYTES("AI-02", good -> results(good, BrokenAi::asBytes)),
    NEVER_STREAMS("AI-03", good -> requests(good, request -> without(request, "stream"))),
    LOSES_THE_CODE("AI-05", good -> failures(good, failed -> new AiFailureException(400, null, "no such model", null))),
    LISTS_ALL_TASKS("AI-06", good -> new AiOver(good) {
        @Override
        public List<AiModel> models(AiModelFilter filter) throws Exception {
            return good.models(AiModelFilter.ALL);
        }
    }),
    QUEUES_WITHOUT_AN_ID(
            "AI-10",
            good -> answers(good, answer -> {
                if (answer.has("request_id")) {
                    answer.put("request_id", "");
                }
            })),
    JOINS_RESULTS_BY_CHANCE("AI-11", good -> lists(good, "responses", BrokenAi::dropReferences)),
    UNWRAPS_A_SINGLE_VECTOR(
            "AI-21",
            good -> answers(good, answer -> {
                if (answer.path("data").size() == 1) {
                    answer.set("data", answer.path("data").path(0));
                }
            })),
    RETURNS_VECTORS_IN_REVERSE("AI-21", good -> lists(good, "data", Collections::reverse)),
    LOSES_THE_SHAPE("AI-22", good -> answers(good, answer -> answer.remove("shape"))),
    CALLS_THE_RESPONSE_TEXT(
            "AI-22",
            good -> answers(good, answer -> {
                if (answer.path("response").isString()) {
                    answer.set("text", answer.remove("response"));
                }
            })),
    ANSWERS_FOR_ANY_MODEL("AI-23", good -> new AiOver(good) {
        @Override
        public @Nullable Set<String> offered() {
            return null;
        }

        @Override
        public AiResult run(AiRequest request) throws Exception {
            try {
                return good.run(request);
            } catch (AiFailureException unknown) {
                return new AiJson(JsonNodeFactory.instance.objectNode().put("response", "hello"));
            }
        }
    }),
    NAMES_NO_MODEL(
            "AI-23", good -> failures(good, failed -> new AiFailureException(400, 5007, "No such model", failed))),
    OFFERS_WHAT_IT_DOES_NOT_HAVE("AI-23", good -> new AiOver(good) {
        @Override
        public Set<String> offered() {
            return Set.of(AiEmbeddingModel.BGE_BASE_EN.id());
        }

        @Override
        public AiResult run(AiRequest request) {
            throw AiFailureException.noSuchModel(request.model());
        }
    }),
    POOLS_BY_THE_FIRST_TOKEN("AI-30", good -> requests(good, request -> pooled(request, "cls"))),
    IGNORES_THE_POOLING("AI-30", good -> requests(good, request -> without(request, "pooling"))),
    DOES_NOT_SCALE(
            "AI-31", good -> vectors(good, vector -> vector.set(0, vector.get(0).doubleValue() + 3))),
    KNOWS_ONE_FORM_OF_BGE_M3("AI-32", good -> requests(good, request -> without(request, "query"))),
    CUTS_LONG_TEXTS_SILENTLY("AI-32", good -> requests(good, BrokenAi::truncating)),
    GIVES_SCORES_BEFORE_SOFTMAX("AI-35", good -> new AiOver(good) {
        @Override
        public AiResult run(AiRequest request) throws Exception {
            AiResult result = good.run(request);
            if (result instanceof AiJson json && json.answer() instanceof ArrayNode labels) {
                labels.forEach(label -> ((ObjectNode) label).put("score", 2.5));
            }
            return result;
        }
    }),
    RANKS_THE_WORST_FIRST("AI-36", good -> lists(good, "response", Collections::reverse)),
    CUTS_BEFORE_SORTING("AI-36", good -> requests(good, BrokenAi::firstContexts)),
    NUMBERS_BY_RANK(
            "AI-36",
            good -> lists(good, "response", scores -> {
                for (int rank = 0; rank < scores.size(); rank++) {
                    if (scores.get(rank) instanceof ObjectNode score) {
                        score.put("id", rank);
                    }
                }
            })),
    DROPS_A_COMPONENT("AI-37", good -> vectors(good, vector -> vector.remove(0))),
    LETS_PADDING_IN("AI-38", good -> new AiOver(good) {
        @Override
        public AiResult run(AiRequest request) throws Exception {
            int longest = 0;
            for (JsonNode text : request.inputs().path("text")) {
                longest = Math.max(longest, text.asString("").length());
            }
            double padding = longest / 10_000d;
            AiDriver padded =
                    vectors(good, vector -> vector.set(0, vector.get(0).doubleValue() + padding));
            return padded.run(request);
        }
    }),
    FORGETS_THE_END("AI-40", good -> results(good, BrokenAi::withoutDone)),
    STREAMS_UNDER_ANOTHER_NAME(
            "AI-41",
            good -> frames(good, frame -> {
                frame.set("delta", frame.path("response"));
                frame.remove("response");
            })),
    FORGETS_THE_COST("AI-42", good -> frames(good, frame -> frame.remove("usage"))),
    CANNOT_BE_CLOSED("AI-46", good -> results(good, BrokenAi::withoutClosing)),
    GIVES_ARGUMENTS_AS_TEXT(
            "AI-50",
            good -> lists(
                    good,
                    "tool_calls",
                    calls -> calls.forEach(call -> {
                        ((ObjectNode) call).put("arguments", "{}");
                    }))),
    REFUSES_RESULTS_OF_TOOLS("AI-51", good -> new AiOver(good) {
        @Override
        public AiResult run(AiRequest request) throws Exception {
            if (request.inputs().path("messages").size() > 1) {
                throw AiFailureException.invalidInput("a role that is not known");
            }
            return good.run(request);
        }
    }),
    ANSWERS_IN_PROSE(
            "AI-52",
            good -> answers(good, answer -> {
                if (answer.path("response").isObject()) {
                    answer.put("response", "The city is Lisbon.");
                }
            }));

    private final String rule;
    private final UnaryOperator<AiDriver> defect;

    BrokenAi(String rule, UnaryOperator<AiDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    AiDriver over(AiDriver good) {
        return defect.apply(good);
    }

    private static AiDriver requests(AiDriver good, UnaryOperator<AiRequest> change) {
        return new AiOver(good) {
            @Override
            public AiResult run(AiRequest request) throws Exception {
                return good.run(change.apply(request));
            }
        };
    }

    private static AiDriver results(AiDriver good, UnaryOperator<AiResult> change) {
        return new AiOver(good) {
            @Override
            public AiResult run(AiRequest request) throws Exception {
                return change.apply(good.run(request));
            }
        };
    }

    private static AiDriver failures(AiDriver good, UnaryOperator<AiFailureException> change) {
        return new AiOver(good) {
            @Override
            public @Nullable Set<String> offered() {
                return null;
            }

            @Override
            public AiResult run(AiRequest request) throws Exception {
                try {
                    return good.run(request);
                } catch (AiFailureException failed) {
                    throw change.apply(failed);
                }
            }
        };
    }

    private static AiDriver answers(AiDriver good, Consumer<ObjectNode> change) {
        return results(good, result -> {
            if (result instanceof AiJson json && json.answer() instanceof ObjectNode answer) {
                change.accept(answer);
            }
            return result;
        });
    }

    private static AiDriver lists(AiDriver good, String name, Consumer<List<JsonNode>> change) {
        return answers(good, answer -> {
            if (answer.path(name).isArray()) {
                List<JsonNode> entries = new ArrayList<>();
                answer.path(name).forEach(entries::add);
                change.accept(entries);
                answer.putArray(name).addAll(entries);
            }
        });
    }

    private static AiDriver vectors(AiDriver good, Consumer<ArrayNode> change) {
        return answers(good, answer -> answer.path("data").forEach(vector -> change.accept((ArrayNode) vector)));
    }

    private static AiDriver frames(AiDriver good, Consumer<ObjectNode> change) {
        return results(good, result -> {
            if (!(result instanceof AiFrames stream)) {
                return result;
            }
            List<JsonNode> changed = new ArrayList<>();
            for (Iterator<? extends JsonNode> frames = stream.frames(); frames.hasNext(); ) {
                ObjectNode frame = (ObjectNode) frames.next();
                change.accept(frame);
                changed.add(frame);
            }
            return new AiFrames(changed.iterator());
        });
    }

    private static AiRequest with(AiRequest request, Consumer<ObjectNode> change) {
        ObjectNode inputs = (ObjectNode) request.inputs().deepCopy();
        change.accept(inputs);
        return new AiRequest(request.model(), inputs, request.options(), request.body());
    }

    private static AiRequest without(AiRequest request, String name) {
        return with(request, inputs -> inputs.remove(name));
    }

    private static AiRequest pooled(AiRequest request, String pooling) {
        return request.inputs().has("pooling") ? request : with(request, inputs -> inputs.put("pooling", pooling));
    }

    private static AiRequest truncating(AiRequest request) {
        return with(request, inputs -> inputs.put("truncate_inputs", true));
    }

    private static AiRequest firstContexts(AiRequest request) {
        int topK = request.inputs().path("top_k").asInt(Integer.MAX_VALUE);
        return with(request, inputs -> {
            while (inputs.path("contexts").size() > topK) {
                ((ArrayNode) inputs.path("contexts")).remove(topK);
            }
        });
    }

    private static void dropReferences(List<JsonNode> responses) {
        responses.forEach(response -> ((ObjectNode) response).remove("external_reference"));
    }

    private static AiResult asBytes(AiResult result) {
        return result instanceof AiJson json
                ? body("application/json", json.answer().toString())
                : result;
    }

    private static AiResult withoutDone(AiResult result) {
        if (!(result instanceof AiFrames stream)) {
            return result;
        }
        StringBuilder events = new StringBuilder();
        stream.frames()
                .forEachRemaining(frame -> events.append("data: ").append(frame).append("\n\n"));
        return body("text/event-stream", events.toString());
    }

    private static AiResult withoutClosing(AiResult result) {
        return result instanceof AiFrames stream
                ? new AiFrames(stream.frames(), () -> {
                    throw new IllegalStateException("the model has not finished");
                })
                : result;
    }

    private static AiBody body(String contentType, String text) {
        return new AiBody(contentType, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)));
    }
}
