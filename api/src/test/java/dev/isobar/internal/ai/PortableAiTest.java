package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBytes;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiLimits;
import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiScore;
import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiBody;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What the portable class does with inputs and answers. */
class PortableAiTest {
    private final List<AiRequest> seen = new ArrayList<>();

    private record Question(String prompt, @Nullable Integer seed) {}

    private record Answer(String response) {}

    @Test
    void writesARecordWithoutItsNulls() {
        answering("{'response':'yes'}").run("a-model", new Question("why", null));

        assertEquals("{\"prompt\":\"why\"}", seen.get(0).inputs().toString());
    }

    @Test
    void keepsBytesForTheDriverToWrite() {
        answering("{'text':''}").run("a-model", Map.of("audio", new byte[] {1, 2}));

        assertTrue(seen.get(0).inputs().path("audio").isBinary());
    }

    @Test
    void leavesTheCallersDocumentAlone() {
        JsonNode inputs = json("{'prompt':'why','seed':null}");

        answering("{'response':'yes'}").run("a-model", inputs);

        assertEquals(json("{'prompt':'why','seed':null}"), inputs);
    }

    @Test
    void readsAnAnswerAsAClass() {
        Answer answer =
                answering("{'response':'yes','usage':{}}").run("a-model", Map.of("prompt", "why"), Answer.class);

        assertEquals("yes", answer.response());
    }

    @Test
    void asksTheDriverForNoModelThatItDoesNotOffer() {
        AiDriver driver = new AiDriver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of();
            }

            @Override
            public Set<String> offered() {
                return Set.of("a-model");
            }

            @Override
            public AiResult run(AiRequest request) {
                seen.add(request);
                return new AiJson(json("{'response':'yes'}"));
            }
        };
        Ai ai = new PortableAi(driver, new DriverCalls(Service.AI, "AI", driver, List.of()), AiLimits.CLOUDFLARE);

        ai.run("a-model", Map.of("prompt", "why"));
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.run("another", Map.of("prompt", "why")));

        assertTrue(ai.offers("a-model"));
        assertFalse(ai.offers("another"));
        assertEquals("5007: No such model another or task", refused.getMessage());
        assertEquals(1, seen.size());
    }

    @Test
    void refusesInputsThatAreNoObject() {
        assertThrows(InvalidRequestException.class, () -> answering("{}").run("a-model", "text"));
    }

    @Test
    void refusesToRunAStream() {
        assertThrows(InvalidRequestException.class, () -> answering("{}").run("a-model", Map.of("stream", true)));

        assertEquals(List.of(), seen);
    }

    @Test
    void handsOverOneInputAsAStream() throws IOException {
        InputStream sound = new ByteArrayInputStream(new byte[] {1, 2});

        answering("{'text':''}").run("a-model", Map.of("audio", new AiInput(sound, "audio/mpeg"), "language", "en"));

        AiInput body = Objects.requireNonNull(seen.get(0).body());
        assertEquals("{\"language\":\"en\"}", seen.get(0).inputs().toString());
        assertEquals("audio/mpeg", body.contentType());
        assertArrayEquals(new byte[] {1, 2}, body.body().readAllBytes());
    }

    @Test
    void wantsTheContentTypeOfAStream() {
        InvalidRequestException refused = assertThrows(InvalidRequestException.class, () -> answering("{}")
                .run("a-model", Map.of("audio", new AiInput(InputStream.nullInputStream(), null))));

        assertEquals("Content-Type is required with ReadableStream inputs", refused.getMessage());
    }

    @Test
    void givesBytesOfPicturesAndOfBase64() {
        byte[] picture = {1, 2, 3};
        Ai binary = over(request -> new AiBody("image/png", new ByteArrayInputStream(picture)));

        try (AiBytes bytes = binary.bytes("a-model", Map.of("prompt", "a harbour"))) {
            assertEquals("image/png", bytes.contentType());
            assertArrayEquals(picture, bytes.readAll());
        }
        try (AiBytes bytes = answering("{'image':'AQID'}").bytes("a-model", Map.of("prompt", "a harbour"))) {
            assertArrayEquals(picture, bytes.readAll());
        }
    }

    @Test
    void readsRepliesOfBothShapes() {
        AiReply plain = answering("{'response':'yes','tool_calls':[{'name':'f','arguments':{'a':1}}]}")
                .generate("a-model", AiPrompt.of("why"));
        AiReply choices = answering("{'choices':[{'message':{'content':'yes','tool_calls':[{'id':'1','type':'function',"
                        + "'function':{'name':'f','arguments':'{\\'a\\':1}'}}]}}],'usage':{'total_tokens':7}}")
                .generate("a-model", AiPrompt.of("why"));

        assertEquals("yes", plain.text());
        assertEquals("yes", choices.text());
        assertEquals(
                plain.toolCalls().get(0).arguments(), choices.toolCalls().get(0).arguments());
        assertEquals("1", choices.toolCalls().get(0).id());
    }

    @Test
    void parsesTheTextOfAModelInJsonMode() {
        JsonNode schema = json("{'type':'object'}");

        AiReply reply = answering("{'response':'{\\'city\\':\\'Lisbon\\'}'}")
                .generate("a-model", AiPrompt.of("where").withResponseSchema(schema));
        BackendException failed = assertThrows(BackendException.class, () -> answering("{'response':'Lisbon'}")
                .generate("a-model", AiPrompt.of("where").withResponseSchema(schema)));

        assertEquals("Lisbon", reply.response().path("city").asString(""));
        assertEquals("JSON Mode couldn't be met", failed.getMessage());
    }

    @Test
    void writesToolResultsIntoTheConversation() {
        AiReply asked = answering("{'tool_calls':[{'id':'1','name':'f','arguments':{'a':1}}]}")
                .generate("a-model", AiPrompt.of(List.of(AiMessage.user("why"))));

        answering("{'response':'yes'}")
                .generate(
                        "a-model",
                        AiPrompt.of(List.of(
                                AiMessage.assistant(asked),
                                AiMessage.tool(asked.toolCalls().get(0), "because"))));

        assertEquals(
                json("[{'role':'assistant','content':'','tool_calls':[{'id':'1','type':'function','function':"
                        + "{'name':'f','arguments':'{\\'a\\':1}'}}]},"
                        + "{'role':'tool','content':'because','name':'f','tool_call_id':'1'}]"),
                seen.get(1).inputs().path("messages"));
    }

    @Test
    void ranksBestFirstWhateverTheOrderOfTheModel() {
        List<AiScore> scores = answering("{'response':[{'id':0,'score':0.1},{'id':1,'score':0.9}]}")
                .rerank("a-model", "ships", List.of("bread", "harbour"), 1);

        assertEquals(List.of(new AiScore(1, 0.9)), scores);
    }

    @Test
    void tellsVectorsThatAreMissing() {
        Ai ai = answering("{'shape':[1,2],'data':[[1,2]]}");

        assertThrows(BackendException.class, () -> ai.embed("a-model", List.of("one", "two")));
    }

    private Ai answering(String answer) {
        return over(request -> new AiJson(json(answer)));
    }

    private Ai over(Function<AiRequest, AiResult> model) {
        AiDriver driver = new AiDriver() {
            @Override
            public Capabilities capabilities() {
                return Capabilities.of(Capability.AI_STREAM_INPUT);
            }

            @Override
            public AiResult run(AiRequest request) {
                seen.add(request);
                return model.apply(request);
            }
        };
        return new PortableAi(driver, new DriverCalls(Service.AI, "AI", driver, List.of()), AiLimits.CLOUDFLARE);
    }

    /** Reads JSON in which a quote is an apostrophe, and a quote inside a text a backslash and an apostrophe. */
    private static JsonNode json(String text) {
        return Json.MAPPER.readTree(text.replace('\'', '"'));
    }
}
