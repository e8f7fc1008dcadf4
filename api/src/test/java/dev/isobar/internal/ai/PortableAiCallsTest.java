package dev.isobar.internal.ai;

import static dev.isobar.internal.ai.RecordingAi.json;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiGateway;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiLabel;
import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiOptions;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiTool;
import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Operation;
import java.io.InputStream;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the typed calls send, and what interceptors see of them. */
class PortableAiCallsTest {
    private static final Map<String, Object> PROMPT = Map.of("prompt", "why");

    private final RecordingAi model = new RecordingAi();

    @Test
    void runsAreNotRepeatedAndNameTheirModel() {
        model.answering("{}").run("a-model", PROMPT);

        assertEquals(
                List.of(new Operation(Service.AI, "AI", "run", false, Map.of("model", "a-model"))), model.operations);
        assertEquals("a-model", model.seen.get(0).model());
        assertEquals(AiOptions.NONE, model.seen.get(0).options());
        assertNull(model.seen.get(0).body());
    }

    @Test
    void lookingForModelsMayBeRepeated() {
        Ai ai = model.answering("{}");

        assertEquals("id", ai.models(AiModelFilter.ALL).get(0).id());
        assertEquals("a.txt", ai.toMarkdown(List.of(document())).get(0).name());
        assertEquals(List.of(), ai.toMarkdown(List.of()));

        assertEquals(
                List.of("models true", "toMarkdown true"),
                model.operations.stream()
                        .map(operation -> operation.name() + " " + operation.idempotent())
                        .toList());
        ThrottledException busy =
                assertThrows(ThrottledException.class, () -> ai.models(AiModelFilter.ALL.withSearch("x")));
        assertEquals("models", busy.operation());
        assertEquals("3040: no room", busy.getMessage());
    }

    @Test
    void refusesWhatTheBackendDoesNotHave() {
        model.capabilities = Capabilities.of();
        Ai ai = model.answering("{}");
        InputStream sound = InputStream.nullInputStream();

        for (Runnable call : List.<Runnable>of(
                () -> ai.models(AiModelFilter.ALL),
                () -> ai.toMarkdown(List.of()),
                () -> ai.queue("a-model", List.of(PROMPT)),
                () -> ai.poll("a-model", "id"),
                () -> ai.run("a-model", Map.of("audio", new AiInput(sound, "audio/mpeg"))))) {
            assertThrows(UnsupportedCapabilityException.class, call::run);
        }
        assertEquals(List.of(), model.seen);
        ai.run("a-model", Map.of("request_id", "id", "more", 1));
        ai.run("a-model", PROMPT);
    }

    @Test
    void embedsByPooling() {
        Ai ai = model.answering("{'data':[[1,2],[3,4]],'pooling':'cls'}");

        AiEmbeddings found = ai.embed("a-model", List.of("a", "b"), AiPooling.CLS);
        assertEquals(json("{'text':['a','b'],'pooling':'cls'}"), model.sent());
        ai.embed("a-model", List.of("a", "b"));
        assertEquals(json("{'text':['a','b'],'pooling':'mean'}"), model.sent());

        assertEquals(2, found.dimensions());
        assertThrows(BackendException.class, () -> ai.embed("@cf/baai/bge-small-en-v1.5", List.of("a", "b")));
        assertEquals(
                0, model.answering("{'data':[]}").embed("a-model", List.of()).data().length);
    }

    @Test
    void classifiesAText() {
        List<AiLabel> labels = model.answering("[{'label':'a','score':0.25}]").classify("a-model", "fine");

        assertEquals(List.of(new AiLabel("a", 0.25)), labels);
        assertEquals(json("{'text':'fine'}"), model.sent());
        for (String other : List.of("{}", "[{'label':'a'}]", "[{'label':'a','score':'secret'}]", "['secret']")) {
            assertThrows(BackendException.class, () -> model.answering(other).classify("a-model", "fine"), other);
        }
    }

    @Test
    void ranksContexts() {
        Ai ai = model.answering("{'response':[{'id':1,'score':0.9},{'id':0,'score':0.1}]}");

        List<AiScore> scores = ai.rerank("a-model", "q", List.of("a", "b"), 2);

        assertEquals(List.of(new AiScore(1, 0.9), new AiScore(0, 0.1)), scores);
        assertEquals(json("{'query':'q','contexts':[{'text':'a'},{'text':'b'}],'top_k':2}"), model.sent());
        for (String other : List.of("{}", "{'response':['secret']}", "{'response':[{'id':'x','score':1}]}")) {
            assertThrows(
                    BackendException.class,
                    () -> model.answering(other).rerank("a-model", "q", List.of("a"), 1),
                    other);
        }
    }

    @Test
    void queuesAndPollsBatches() {
        assertEquals("id", model.answering("{'request_id':'id'}").queue("a-model", List.of(PROMPT, PROMPT)));
        assertEquals(json("{'requests':[{'prompt':'why'},{'prompt':'why'}]}"), model.sent());
        assertTrue(model.seen.get(0).options().queueRequest());

        AiBatch batch = model.answering("{'responses':[]}").poll("a-model", "id");

        assertTrue(batch.complete());
        assertEquals(json("{'request_id':'id'}"), model.sent());
        assertFalse(model.seen.get(1).options().queueRequest());
        assertThrows(BackendException.class, () -> model.answering("{}").queue("a-model", List.of(PROMPT)));
        assertThrows(BackendException.class, () -> model.answering("{'responses':[{'id':'x'}]}")
                .poll("a-model", "id"));
    }

    @Test
    void checksEachRequestOfABatch() {
        Ai ai = model.answering("{'request_id':'id'}");

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
        assertEquals(1, model.seen.size());
    }

    @Test
    void writesWholePrompts() {
        AiTool tool = new AiTool("weather", "Tells the weather", json("{'type':'object'}"));

        model.answering("{'response':'{}'}")
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
                model.sent());
        assertEquals(List.of("a"), model.seen.get(0).options().tags());
        model.answering("{'response':'a'}").generate("a-model", AiPrompt.of("why"));
        assertEquals(json("{'prompt':'why'}"), model.sent());
    }

    @Test
    void refusesSeveralStreamsAndGateways() {
        Ai ai = model.answering("{}");
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
        assertEquals(List.of(), model.seen);
    }

    @Test
    void takesWhateverIsAnObject() {
        Ai ai = model.answering("{}");
        ai.run("a-model", new FieldsOnly("why"));
        assertEquals(PROMPT.toString(), "{prompt=" + model.sent().path("prompt").asString("") + "}");

        for (Object other : List.of("text", 7, List.of(), new byte[1])) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> ai.run("a-model", other));
            assertEquals("5006: the inputs must be an object", refused.getMessage());
        }
        InvalidRequestException noJson =
                assertThrows(InvalidRequestException.class, () -> ai.run("a-model", new Endless()));
        assertEquals("the inputs cannot be written as JSON", noJson.getMessage());
    }

    private record FieldsOnly(String prompt) {}

    /** A value that holds itself. */
    static final class Endless {
        public Endless getSelf() {
            return this;
        }
    }

    private static AiDocument document() {
        return new AiDocument("a.txt", "text/plain", new byte[] {1});
    }
}
