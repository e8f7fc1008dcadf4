package dev.isobar.internal.ai;

import static dev.isobar.internal.ai.RecordingAi.json;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBytes;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiStream;
import dev.isobar.error.AiAnswerException;
import dev.isobar.error.BackendException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.ThrottledException;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiFailureException;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Which answers the calls take, in which shapes, and that they close what they refuse. */
class PortableAiAnswersTest {
    private static final Map<String, Object> PROMPT = Map.of("prompt", "why");

    private final RecordingAi model = new RecordingAi();

    @ParameterizedTest
    @ValueSource(strings = {"{'data':[['secret']]}", "{'data':[[1e300]]}", "{'data':[[null]]}", "{'data':['secret']}"})
    void refusesVectorsThatAreNotNumbers(String answer) {
        BackendException refused = assertThrows(BackendException.class, () -> model.answering(answer)
                .embed("@cf/baai/bge-small-en-v1.5", List.of("a")));

        assertFalse(String.valueOf(refused.getMessage()).contains("secret"), refused.getMessage());
        assertNull(refused.getCause());
    }

    @Test
    void streamsFramesAndBodies() {
        try (AiStream frames = model.answering(model.frames(json("{'response':'a'}"))).stream("a-model", PROMPT)) {
            assertEquals("a", frames.text());
        }
        assertEquals(json("{'prompt':'why','stream':true}"), model.sent());
        assertTrue(model.seen.get(0).stream());
        String events = "data: {\"response\":\"b\"}\n\ndata: [DONE]\n\n";
        for (String type : List.of("text/event-stream", "text/event-stream; charset=utf-8")) {
            try (AiStream body = model.answering(model.body(type, events)).stream("a-model", PROMPT)) {
                assertEquals("b", body.text());
            }
        }
        assertEquals(3, model.closings.get());
    }

    @Test
    void closesAnswersOfAnotherKind() {
        InvalidRequestException streams =
                assertThrows(InvalidRequestException.class, () -> model.answering(model.frames())
                        .run("a-model", PROMPT));
        InvalidRequestException noStream = assertThrows(
                InvalidRequestException.class,
                () -> model.answering(model.body("image/png", "a")).stream("a-model", PROMPT));
        InvalidRequestException noBytes =
                assertThrows(InvalidRequestException.class, () -> model.answering(model.frames())
                        .bytes("a-model", PROMPT));

        assertEquals("a-model does not answer with JSON; call bytes", streams.getMessage());
        assertEquals("a-model does not stream", noStream.getMessage());
        assertEquals("a-model answers with neither a picture nor sound", noBytes.getMessage());
        assertEquals(3, model.closings.get());
        assertThrows(InvalidRequestException.class, () -> model.answering("{}").stream("a-model", PROMPT));
        assertThrows(InvalidRequestException.class, () -> model.answering("{'image':7}")
                .bytes("a-model", PROMPT));
        AiFrames stuck = new AiFrames(List.<JsonNode>of().iterator(), () -> {
            throw new AiFailureException(429, 3040, "no room", null);
        });
        assertThrows(ThrottledException.class, () -> model.answering(stuck).run("a-model", PROMPT));
    }

    @Test
    void readsPicturesAndSound() {
        assertBytes("image/jpeg", model.answering("{'image':'AQID'}"));
        assertBytes("audio/mpeg", model.answering("{'audio':'AQ\\nID'}".replace("\\n", "\\r\\n")));
        assertBytes("audio/wav", model.answering(model.body("audio/wav", "\u0001\u0002\u0003")));
        BackendException broken = assertThrows(
                BackendException.class, () -> model.answering("{'audio':'A'}").bytes("a-model", PROMPT));
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

        JsonNode parsed = model.answering(new AiJson(answer)).run("a-model", inputs);

        assertEquals("Lisbon", parsed.path("response").path("city").asString(""));
        assertTrue(parsed.has("usage"));
        assertTrue(answer.path("response").isString(), "the driver's answer is changed");
        assertTrue(model.answering(new AiJson(answer))
                .run("a-model", PROMPT)
                .path("response")
                .isString());
        assertEquals(json("[1]"), model.answering("[1]").run("a-model", inputs));
        assertThrows(BackendException.class, () -> model.answering("{'response':'no'}")
                .run("a-model", inputs));
        Map<String, Object> text = Map.of("prompt", "where", "response_format", Map.of("type", "text"));
        assertEquals(
                json("{'response':'no'}"), model.answering("{'response':'no'}").run("a-model", text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'choices':[],'error':{'code':3040,'message':'no room'}}",
                "{'response':'','errors':[{'code':3040,'message':'no room'}]}",
                "{'error':{'code':3040,'message':'no room'}}"
            })
    void reportsAnErrorInPlaceOfAnAnswer(String answer) {
        Ai ai = model.answering(answer);
        AiPrompt prompt = AiPrompt.of("why");
        List<Executable> calls = List.of(
                () -> ai.generate("a-model", prompt),
                () -> ai.generate("a-model", prompt.withResponseSchema(json("{}"))),
                () -> ai.embed("a-model", List.of("a")),
                () -> ai.classify("a-model", "a"),
                () -> ai.rerank("a-model", "q", List.of("a"), 1),
                () -> ai.queue("a-model", List.of(PROMPT)),
                () -> ai.poll("a-model", "id"),
                () -> ai.stream("a-model", PROMPT),
                () -> ai.bytes("a-model", PROMPT));

        for (Executable call : calls) {
            assertEquals(
                    "3040: no room",
                    assertThrows(ThrottledException.class, call).getMessage());
        }
        assertEquals(json(answer), ai.run("a-model", PROMPT));
    }

    @Test
    void keepsAnAnswerThatHasAnotherShape() {
        AiPrompt prompt = AiPrompt.of("why").withResponseSchema(json("{}"));
        List<Function<Ai, Executable>> calls = List.of(
                ai -> () -> ai.generate("a-model", prompt),
                ai -> () -> ai.embed("a-model", List.of("a", "b")),
                ai -> () -> ai.classify("a-model", "a"),
                ai -> () -> ai.rerank("a-model", "q", List.of("a"), 1),
                ai -> () -> ai.queue("a-model", List.of(PROMPT)),
                ai -> () -> ai.run("a-model", PROMPT, Integer.class),
                ai -> () -> ai.bytes("a-model", PROMPT));
        JsonNode answer = json("{'response':'a secret','data':[[1],['a secret']],'image':'='}");

        for (Function<Ai, Executable> call : calls) {
            AiAnswerException refused =
                    assertThrows(AiAnswerException.class, call.apply(model.answering(new AiJson(answer.deepCopy()))));

            assertEquals(answer, refused.answer());
            assertFalse(refused.toString().contains("secret"), refused.toString());
            assertNull(refused.getCause());
        }
    }

    @Test
    void tellsTheClassThatAnAnswerIsNot() {
        record Count(int number) {}

        assertEquals(new Count(7), model.answering("{'number':7}").run("a-model", PROMPT, Count.class));
        BackendException refused = assertThrows(BackendException.class, () -> model.answering("{'number':'secret'}")
                .run("a-model", PROMPT, Count.class));

        assertTrue(String.valueOf(refused.getMessage()).startsWith("the answer cannot be read as "));
        assertFalse(String.valueOf(refused.getMessage()).contains("secret"));
        assertNull(refused.getCause());
    }
}
