package dev.isobar.selftest;

import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BiConsumer;
import java.util.function.UnaryOperator;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Defects of an AI driver that one text, one request and one thread do not show. */
@SuppressWarnings("ImmutableEnumChecker") // The functions make a new driver each time and keep nothing.
enum CarelessAi {
    TURNS_THE_SECOND_PART_ROUND(
            "AI-21",
            good -> answers(good, (inputs, answer) -> {
                if (answer.path("data").size() > 32) {
                    JsonNode first = answer.path("data").path(32);
                    ArrayNode data = (ArrayNode) answer.path("data");
                    data.set(32, data.path(data.size() - 1));
                    data.set(data.size() - 1, first);
                }
            })),
    EMBEDS_EQUAL_TEXTS_ONCE(
            "AI-21",
            good -> answers(good, (inputs, answer) -> {
                if (inputs.path("text") instanceof ArrayNode texts && answer.path("data") instanceof ArrayNode data) {
                    Map<String, JsonNode> known = new HashMap<>();
                    for (int i = 0, removed = 0; i < texts.size(); i++) {
                        if (known.putIfAbsent(texts.get(i).asString(""), texts.get(i)) != null) {
                            data.remove(i - removed++);
                        }
                    }
                }
            })),
    NAMES_THE_SHAPE_OF_ONE_PART(
            "AI-22",
            good -> answers(good, (inputs, answer) -> {
                if (answer.path("shape").path(0).asInt(0) > 32) {
                    ((ArrayNode) answer.path("shape"))
                            .set(0, answer.path("shape").path(0).asInt() % 32);
                }
            })),
    POOLS_THE_FIRST_TEXTS_ONLY("AI-30", good -> new AiOver(good) {
        @Override
        public AiResult run(AiRequest request) throws Exception {
            AiResult result = good.run(request);
            boolean first = request.inputs().path("pooling").asString("").equals("cls")
                    && request.inputs().path("text").size() > 16;
            if (first && result instanceof AiJson json && json.answer() instanceof ObjectNode answer) {
                ObjectNode inputs = ((ObjectNode) request.inputs()).deepCopy().put("pooling", "mean");
                AiResult mean = good.run(new AiRequest(request.model(), inputs, request.options(), null));
                JsonNode others = ((AiJson) mean).answer().path("data");
                for (int i = 16; i < others.size(); i++) {
                    ((ArrayNode) answer.path("data")).set(i, others.path(i));
                }
            }
            return result;
        }
    }),
    RANKS_TEN_CONTEXTS(
            "AI-36",
            good -> answers(good, (inputs, answer) -> {
                while (inputs.has("query") && answer.path("response").size() > 10) {
                    ((ArrayNode) answer.path("response")).remove(10);
                }
            })),
    GIVES_THREE_WITHOUT_TOP_K(
            "AI-36",
            good -> answers(good, (inputs, answer) -> {
                while (inputs.has("query")
                        && !inputs.has("top_k")
                        && answer.path("response").size() > 3) {
                    ((ArrayNode) answer.path("response")).remove(3);
                }
            })),
    SCORES_LATER_CONTEXTS_LOWER(
            "AI-36",
            good -> answers(good, (inputs, answer) -> {
                for (JsonNode entry : answer.path("response")) {
                    if (entry instanceof ObjectNode score && inputs.has("query")) {
                        score.put(
                                "score",
                                score.path("score").asDouble()
                                        - score.path("id").asInt() * 0.01);
                    }
                }
            })),
    CUTS_CONTEXTS_OF_BGE_M3(
            "AI-32",
            good -> answers(good, (inputs, answer) -> {
                while (inputs.has("query") && answer.path("response").size() > 8) {
                    ((ArrayNode) answer.path("response")).remove(8);
                }
            })),
    MIXES_UP_RUNS("AI-47", good -> new AiOver(good) {
        private final AtomicReference<AiRequest> latest = new AtomicReference<>();

        @Override
        public AiResult run(AiRequest request) throws Exception {
            latest.set(request);
            LockSupport.parkNanos(1);
            return good.run(latest.get());
        }
    }),
    HAS_ONE_STREAM("AI-47", good -> new AiOver(good) {
        private final AtomicReference<AiFrames> open = new AtomicReference<>();

        @Override
        public AiResult run(AiRequest request) throws Exception {
            if (!(good.run(request) instanceof AiFrames frames)) {
                return good.run(request);
            }
            open.set(frames);
            return new AiFrames(new Iterator<JsonNode>() {
                @Override
                public boolean hasNext() {
                    return open.get().frames().hasNext();
                }

                @Override
                public JsonNode next() {
                    return open.get().frames().next();
                }
            });
        }
    }),
    PRINTS_FRAMES_OVER_SEVERAL_LINES(
            "AI-40",
            good -> frames(
                    good,
                    (before, frame) -> "data: "
                            + JsonMapper.shared()
                                    .writerWithDefaultPrettyPrinter()
                                    .writeValueAsString(frame) + "\n\n")),
    REPEATS_THE_TEXT_IN_EACH_FRAME(
            "AI-41",
            good -> frames(good, (before, frame) -> {
                String text = frame.path("response").asString("");
                before.append(text);
                ObjectNode longer = ((ObjectNode) frame).deepCopy();
                return "data: " + (text.isEmpty() ? frame : longer.put("response", before.toString())) + "\n\n";
            })),
    COUNTS_NO_TOKENS_OF_THE_PROMPT(
            "AI-42",
            good -> frames(good, (before, frame) -> {
                ObjectNode changed = ((ObjectNode) frame).deepCopy();
                if (changed.path("usage") instanceof ObjectNode usage) {
                    usage.put("prompt_tokens", 1)
                            .put(
                                    "total_tokens",
                                    1 + usage.path("completion_tokens").asInt());
                }
                return "data: " + changed + "\n\n";
            })),
    NUMBERS_RESULTS_FROM_ONE(
            "AI-11",
            good -> answers(good, (inputs, answer) -> answer.path("responses").forEach(entry -> ((ObjectNode) entry)
                    .put("id", entry.path("id").asInt() + 1)))),
    GIVES_EACH_REQUEST_THE_FIRST_RESULT(
            "AI-11",
            good -> answers(good, (inputs, answer) -> answer.path("responses").forEach(entry -> ((ObjectNode) entry)
                    .set(
                            "result",
                            answer.path("responses").path(0).path("result").deepCopy())))),
    KEEPS_THE_LATEST_BATCH("AI-11", good -> new AiOver(good) {
        private final AtomicReference<JsonNode> latest = new AtomicReference<>();

        @Override
        public AiResult run(AiRequest request) throws Exception {
            if (request.inputs().has("request_id")) {
                ObjectNode inputs = ((ObjectNode) request.inputs()).deepCopy();
                inputs.set("request_id", latest.get());
                return good.run(new AiRequest(request.model(), inputs, request.options(), null));
            }
            AiResult result = good.run(request);
            if (result instanceof AiJson json && json.answer().has("request_id")) {
                latest.set(json.answer().path("request_id"));
            }
            return result;
        }
    }),
    LISTS_THE_FIRST_PAGE_ONLY("AI-06", good -> new AiOver(good) {
        @Override
        public List<AiModel> models(AiModelFilter filter) throws Exception {
            return good.models(filter.withPage(1, filter.perPage()));
        }
    }),
    FORGETS_THE_AUTHOR("AI-06", good -> new AiOver(good) {
        @Override
        public List<AiModel> models(AiModelFilter filter) throws Exception {
            return good.models(
                    new AiModelFilter(filter.search(), filter.task(), null, filter.page(), filter.perPage()));
        }
    });

    private final String rule;
    private final UnaryOperator<AiDriver> defect;

    CarelessAi(String rule, UnaryOperator<AiDriver> defect) {
        this.rule = rule;
        this.defect = defect;
    }

    String rule() {
        return rule;
    }

    AiDriver over(AiDriver good) {
        return defect.apply(good);
    }

    private static AiDriver answers(AiDriver good, BiConsumer<JsonNode, ObjectNode> change) {
        return new AiOver(good) {
            @Override
            public AiResult run(AiRequest request) throws Exception {
                AiResult result = good.run(request);
                if (result instanceof AiJson json && json.answer() instanceof ObjectNode answer) {
                    change.accept(request.inputs(), answer);
                }
                return result;
            }
        };
    }

    private interface Writing {
        String event(StringBuilder before, JsonNode frame);
    }

    private static AiDriver frames(AiDriver good, Writing writing) {
        return new AiOver(good) {
            @Override
            public AiResult run(AiRequest request) throws Exception {
                if (!(good.run(request) instanceof AiFrames stream)) {
                    return good.run(request);
                }
                StringBuilder before = new StringBuilder();
                List<String> events = new ArrayList<>();
                stream.frames().forEachRemaining(frame -> events.add(writing.event(before, frame)));
                byte[] body = (String.join("", events) + "data: [DONE]\n\n").getBytes(StandardCharsets.UTF_8);
                return new AiBody("text/event-stream", new ByteArrayInputStream(body));
            }
        };
    }
}
