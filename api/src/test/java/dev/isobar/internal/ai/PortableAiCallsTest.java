package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiBytes;
import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiGateway;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiLabel;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiMarkdown;
import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiOptions;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiStream;
import dev.isobar.ai.AiTool;
import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Operation;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** What the typed calls send, which answers they take, and what interceptors see. */
class PortableAiCallsTest {
    private static final Map<String, Object> PROMPT = Map.of("prompt", "why");

    private final List<AiRequest> seen = new ArrayList<>();
    private final List<Operation> operations = new ArrayList<>();
    private final AtomicInteger closings = new AtomicInteger();
    private Capabilities capabilities = Capabilities.of(
            Capability.AI_BATCH, Capability.AI_CATALOGUE, Capability.AI_TO_MARKDOWN, Capability.AI_STREAM_INPUT);

    private final class Recording implements AiDriver {
        private final AiResult answer;

        Recording(AiResult answer) {
            this.answer = answer;
        }

        @Override
        public Capabilities capabilities() {
            return capabilities;
        }

        @Override
        public AiResult run(AiRequest request) {
            seen.add(request);
            return answer;
        }

        @Override
        public List<AiModel> models(AiModelFilter filter) {
            if (filter.search() != null) {
                throw new AiFailureException(429, 3040, "no room", null);
            }
            return List.of(new AiModel("id", "name", "d", "t", List.of(), Map.of()));
        }

        @Override
        public List<AiMarkdown> toMarkdown(List<AiDocument> documents) {
            return documents.stream()
                    .map(document -> new AiMarkdown("id", document.name(), "text/plain", "text", 1, "a"))
                    .toList();
        }
    }

    private Ai answering(String json) {
        return answering(new AiJson(json(json)));
    }

    private Ai answering(AiResult answer) {
        AiDriver driver = new Recording(answer);
        DriverCalls calls = new DriverCalls(Service.AI, "AI", driver, List.of((operation, call) -> {
            operations.add(operation);
            return call.get();
        }));
        return new PortableAi(driver, calls, AiLimits.CLOUDFLARE);
    }

    private JsonNode sent() {
        return seen.get(seen.size() - 1).inputs();
    }

    private AiBody body(String contentType, String text) {
        return new AiBody(contentType, new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closings.incrementAndGet();
            }
        });
    }

    private AiFrames frames(JsonNode... frames) {
        Iterator<JsonNode> given = List.of(frames).iterator();
        return new AiFrames(given, closings::incrementAndGet);
    }

    @Test
    void runsAreNotRepeatedAndNameTheirModel() {
        answering("{}").run("a-model", PROMPT);

        assertEquals(List.of(new Operation(Service.AI, "AI", "run", false, Map.of("model", "a-model"))), operations);
        assertEquals("a-model", seen.get(0).model());
        assertEquals(AiOptions.NONE, seen.get(0).options());
        assertNull(seen.get(0).body());
    }

    @Test
    void lookingForModelsMayBeRepeated() {
        Ai ai = answering("{}");

        assertEquals("id", ai.models(AiModelFilter.ALL).get(0).id());
        assertEquals("a.txt", ai.toMarkdown(List.of(document())).get(0).name());
        assertEquals(List.of(), ai.toMarkdown(List.of()));

        assertEquals(
                List.of("models true", "toMarkdown true"),
                operations.stream()
                        .map(operation -> operation.name() + " " + operation.idempotent())
                        .toList());
        ThrottledException busy =
                assertThrows(ThrottledException.class, () -> ai.models(AiModelFilter.ALL.withSearch("x")));
        assertEquals("models", busy.operation());
        assertEquals("3040: no room", busy.getMessage());
    }

    @Test
    void refusesWhatTheBackendDoesNotHave() {
        capabilities = Capabilities.of();
        Ai ai = answering("{}");
        InputStream sound = InputStream.nullInputStream();

        for (Runnable call : List.<Runnable>of(
                () -> ai.models(AiModelFilter.ALL),
                () -> ai.toMarkdown(List.of()),
                () -> ai.queue("a-model", List.of(PROMPT)),
                () -> ai.poll("a-model", "id"),
                () -> ai.run("a-model", Map.of("audio", new AiInput(sound, "audio/mpeg"))))) {
            assertThrows(UnsupportedCapabilityException.class, call::run);
        }
        assertEquals(List.of(), seen);
        ai.run("a-model", Map.of("request_id", "id", "more", 1));
        ai.run("a-model", PROMPT);
    }

    @Test
    void embedsByPooling() {
        Ai ai = answering("{'data':[[1,2],[3,4]],'pooling':'cls'}");

        AiEmbeddings found = ai.embed("a-model", List.of("a", "b"), AiPooling.CLS);
        assertEquals(json("{'text':['a','b'],'pooling':'cls'}"), sent());
        ai.embed("a-model", List.of("a", "b"));
        assertEquals(json("{'text':['a','b'],'pooling':'mean'}"), sent());

        assertEquals(2, found.dimensions());
        assertThrows(BackendException.class, () -> ai.embed("@cf/baai/bge-small-en-v1.5", List.of("a", "b")));
        assertEquals(0, answering("{'data':[]}").embed("a-model", List.of()).data().length);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{'data':[['secret']]}", "{'data':[[1e300]]}", "{'data':[[null]]}", "{'data':['secret']}"})
    void refusesVectorsThatAreNotNumbers(String answer) {
        BackendException refused = assertThrows(
                BackendException.class, () -> answering(answer).embed("@cf/baai/bge-small-en-v1.5", List.of("a")));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void classifiesAText() {
        List<AiLabel> labels = answering("[{'label':'a','score':0.25}]").classify("a-model", "fine");

        assertEquals(List.of(new AiLabel("a", 0.25)), labels);
        assertEquals(json("{'text':'fine'}"), sent());
        for (String other : List.of("{}", "[{'label':'a'}]", "[{'label':'a','score':'secret'}]", "['secret']")) {
            assertThrows(BackendException.class, () -> answering(other).classify("a-model", "fine"), other);
        }
    }

    @Test
    void ranksContexts() {
        Ai ai = answering("{'response':[{'id':1,'score':0.9},{'id':0,'score':0.1}]}");

        List<AiScore> scores = ai.rerank("a-model", "q", List.of("a", "b"), 2);

        assertEquals(List.of(new AiScore(1, 0.9), new AiScore(0, 0.1)), scores);
        assertEquals(json("{'query':'q','contexts':[{'text':'a'},{'text':'b'}],'top_k':2}"), sent());
        for (String other : List.of("{}", "{'response':['secret']}", "{'response':[{'id':'x','score':1}]}")) {
            assertThrows(BackendException.class, () -> answering(other).rerank("a-model", "q", List.of("a"), 1), other);
        }
    }

    @Test
    void queuesAndPollsBatches() {
        assertEquals("id", answering("{'request_id':'id'}").queue("a-model", List.of(PROMPT, PROMPT)));
        assertEquals(json("{'requests':[{'prompt':'why'},{'prompt':'why'}]}"), sent());
        assertTrue(seen.get(0).options().queueRequest());

        AiBatch batch = answering("{'responses':[]}").poll("a-model", "id");

        assertTrue(batch.complete());
        assertEquals(json("{'request_id':'id'}"), sent());
        assertFalse(seen.get(1).options().queueRequest());
        assertThrows(BackendException.class, () -> answering("{}").queue("a-model", List.of(PROMPT)));
        assertThrows(BackendException.class, () -> answering("{'responses':[{'id':'x'}]}")
                .poll("a-model", "id"));
    }

    @Test
    void checksEachRequestOfABatch() {
        Ai ai = answering("{'request_id':'id'}");

        assertThrows(InvalidRequestException.class, () -> ai.queue("a-model", List.of()));
        assertThrows(
                InvalidRequestException.class,
                () -> ai.queue("@cf/baai/bge-m3", List.of(Map.of("text", "a"), Map.of("text", ""))));
        assertThrows(
                InvalidRequestException.class,
                () -> ai.run("a-model", Map.of("requests", "a"), AiOptions.NONE.withQueueRequest(true)));
        int frame = "{'requests':[{'text':''}]}".length();
        ai.queue("a-model", List.of(Map.of("text", "a".repeat(9_999_999 - frame))));
        LimitExceededException refused = assertThrows(
                LimitExceededException.class,
                () -> ai.queue("a-model", List.of(Map.of("text", "a".repeat(10_000_000 - frame)))));
        assertEquals("a batch of 10000000 bytes; it must be below 10000000", refused.getMessage());
        assertEquals(1, seen.size());
    }

    @Test
    void streamsFramesAndBodies() {
        try (AiStream frames = answering(frames(json("{'response':'a'}"))).stream("a-model", PROMPT)) {
            assertEquals("a", frames.text());
        }
        assertEquals(json("{'prompt':'why','stream':true}"), sent());
        assertTrue(seen.get(0).stream());
        String events = "data: {\"response\":\"b\"}\n\ndata: [DONE]\n\n";
        for (String type : List.of("text/event-stream", "text/event-stream; charset=utf-8")) {
            try (AiStream body = answering(body(type, events)).stream("a-model", PROMPT)) {
                assertEquals("b", body.text());
            }
        }
        assertEquals(3, closings.get());
    }

    @Test
    void closesAnswersOfAnotherKind() {
        InvalidRequestException streams = assertThrows(
                InvalidRequestException.class, () -> answering(frames()).run("a-model", PROMPT));
        InvalidRequestException noStream = assertThrows(
                InvalidRequestException.class, () -> answering(body("image/png", "a")).stream("a-model", PROMPT));
        InvalidRequestException noBytes = assertThrows(
                InvalidRequestException.class, () -> answering(frames()).bytes("a-model", PROMPT));

        assertEquals("a-model does not answer with JSON; call bytes", streams.getMessage());
        assertEquals("a-model does not stream", noStream.getMessage());
        assertEquals("a-model answers with neither a picture nor sound", noBytes.getMessage());
        assertEquals(3, closings.get());
        assertThrows(InvalidRequestException.class, () -> answering("{}").stream("a-model", PROMPT));
        assertThrows(
                InvalidRequestException.class, () -> answering("{'image':7}").bytes("a-model", PROMPT));
        AiFrames stuck = new AiFrames(List.<JsonNode>of().iterator(), () -> {
            throw new AiFailureException(429, 3040, "no room", null);
        });
        assertThrows(ThrottledException.class, () -> answering(stuck).run("a-model", PROMPT));
    }

    @Test
    void readsPicturesAndSound() {
        assertBytes("image/jpeg", answering("{'image':'AQID'}"));
        assertBytes("audio/mpeg", answering("{'audio':'AQ\\nID'}".replace("\\n", "\\r\\n")));
        assertBytes("audio/wav", answering(body("audio/wav", "\u0001\u0002\u0003")));
        BackendException broken = assertThrows(
                BackendException.class, () -> answering("{'audio':'A'}").bytes("a-model", PROMPT));
        assertEquals("the model returned bytes that are not base64", broken.getMessage());
    }

    private static void assertBytes(String contentType, Ai ai) {
        try (AiBytes bytes = ai.bytes("a-model", PROMPT)) {
            assertEquals(contentType, bytes.contentType());
            assertArrayEquals(new byte[] {1, 2, 3}, bytes.readAll());
        }
    }

    @Test
    void parsesJsonModeInRunsToo() {
        Map<String, Object> inputs = Map.of("prompt", "where", "response_format", Map.of("type", "json_object"));
        JsonNode answer = json("{'response':'{\\'city\\':\\'Lisbon\\'}','usage':{}}");

        JsonNode parsed = answering(new AiJson(answer)).run("a-model", inputs);

        assertEquals("Lisbon", parsed.path("response").path("city").asString(""));
        assertTrue(parsed.has("usage"));
        assertTrue(answer.path("response").isString(), "the driver's answer is changed");
        assertTrue(answering(new AiJson(answer))
                .run("a-model", PROMPT)
                .path("response")
                .isString());
        assertEquals(json("[1]"), answering("[1]").run("a-model", inputs));
        assertThrows(
                BackendException.class, () -> answering("{'response':'no'}").run("a-model", inputs));
        Map<String, Object> text = Map.of("prompt", "where", "response_format", Map.of("type", "text"));
        assertEquals(json("{'response':'no'}"), answering("{'response':'no'}").run("a-model", text));
    }

    @Test
    void tellsTheClassThatAnAnswerIsNot() {
        record Count(int number) {}

        assertEquals(new Count(7), answering("{'number':7}").run("a-model", PROMPT, Count.class));
        BackendException refused = assertThrows(
                BackendException.class, () -> answering("{'number':'secret'}").run("a-model", PROMPT, Count.class));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("the answer cannot be read as "));
        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
        assertNull(refused.getCause());
    }

    @Test
    void writesWholePrompts() {
        AiTool tool = new AiTool("weather", "Tells the weather", json("{'type':'object'}"));

        answering("{'response':'{}'}")
                .generate(
                        "a-model",
                        AiPrompt.of(List.of(AiMessage.system("short"), AiMessage.user("why")))
                                .withTools(List.of(tool))
                                .withResponseSchema(json("{'type':'object'}"))
                                .with("seed", 7),
                        AiOptions.NONE.withTags(List.of("a")));

        assertEquals(
                json("{'seed':7,'messages':[{'role':'system','content':'short'},{'role':'user','content':'why'}],"
                        + "'tools':[{'type':'function','function':{'name':'weather','description':'Tells the weather',"
                        + "'parameters':{'type':'object'}}}],"
                        + "'response_format':{'type':'json_schema','json_schema':{'type':'object'}}}"),
                sent());
        assertEquals(List.of("a"), seen.get(0).options().tags());
        answering("{'response':'a'}").generate("a-model", AiPrompt.of("why"));
        assertEquals(json("{'prompt':'why'}"), sent());
    }

    @Test
    void refusesSeveralStreamsAndGateways() {
        Ai ai = answering("{}");
        AiInput sound = new AiInput(InputStream.nullInputStream(), "audio/mpeg");

        InvalidRequestException two = assertThrows(
                InvalidRequestException.class, () -> ai.run("a-model", Map.of("b", sound, "a", sound, "c", 1)));
        InvalidRequestException gateway = assertThrows(
                InvalidRequestException.class,
                () -> ai.run(
                        "a-model",
                        Map.of("a", sound),
                        AiOptions.NONE.withGateway(AiGateway.builder("g").build())));

        assertEquals("Multiple ReadableStreams are not supported. Found streams in keys: [a, b]", two.getMessage());
        assertEquals("AI Gateway does not support ReadableStreams yet.", gateway.getMessage());
        assertEquals(List.of(), seen);
    }

    @Test
    void takesWhateverIsAnObject() {
        Ai ai = answering("{}");
        ai.run("a-model", new FieldsOnly("why"));
        assertEquals(PROMPT.toString(), "{prompt=" + sent().path("prompt").asString("") + "}");

        for (Object other : List.of("text", 7, List.of(), new byte[1])) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> ai.run("a-model", other));
            assertEquals("5006: the inputs must be an object", refused.getMessage());
        }
        InvalidRequestException noJson =
                assertThrows(InvalidRequestException.class, () -> ai.run("a-model", new Throwing()));
        assertEquals("the inputs cannot be written as JSON", noJson.getMessage());
    }

    private record FieldsOnly(String prompt) {}

    /** A bean whose property fails. */
    static final class Throwing {
        public String getPrompt() {
            throw new IllegalStateException("secret");
        }
    }

    private static AiDocument document() {
        return new AiDocument("a.txt", "text/plain", new byte[] {1});
    }

    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace("\\'", "\\\"").replace('\'', '"'));
    }
}
