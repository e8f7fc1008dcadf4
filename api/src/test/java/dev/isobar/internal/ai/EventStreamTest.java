package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiUsage;
import dev.isobar.error.BackendException;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.DriverStream;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiDriver.AiJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** What a stream's frames mean: rules AI-40 to AI-44. */
class EventStreamTest {
    private static final DriverCalls CALLS = FakeAi.calls(new FakeAi(request -> new AiJson(request.inputs())));

    @Test
    void joinsResponsesAndIgnoresPadding() {
        EventStream stream = stream(
                "{'response':'Hel','p':'abcd','tool_calls':[]}",
                "{'p':'ab'}",
                "{'response':'lo'}",
                "{'response':'','usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5,'neurons':0.1}}",
                "[DONE]");

        assertEquals("Hello", stream.text());
        assertEquals(new AiUsage(3, 2, 5), stream.usage());
    }

    @Test
    void readsChunksOfOpenAisShape() {
        EventStream stream = stream(
                "{'object':'chat.completion.chunk','choices':[{'delta':{'role':'assistant','content':''}}]}",
                "{'object':'chat.completion.chunk','choices':[{'delta':{'content':'Hel'}}],'response':'Hel'}",
                "{'object':'chat.completion.chunk','choices':[{'delta':{'content':'lo','tool_calls':[]}}]}",
                "{'object':'chat.completion.chunk','choices':[{'delta':{},'finish_reason':'stop'}]}",
                "{'object':'chat.completion.chunk','choices':[],'usage':{'prompt_tokens':1,'total_tokens':1}}",
                "{'response':'','usage':{'prompt_tokens':3,'completion_tokens':2,'total_tokens':5}}",
                "[DONE]");

        assertEquals("Hello", stream.text());
        assertEquals(new AiUsage(3, 2, 5), stream.usage());
    }

    @Test
    void acceptsAResponseThatIsNoText() {
        EventStream stream = stream("{'response':4}", "{'response':2}", "{'response':null}", "[DONE]");

        assertEquals("42", stream.text());
        assertNull(stream.usage());
    }

    @Test
    void reportsAStreamThatEndsTooEarly() {
        Iterator<AiEvent> events = stream("{'response':'Hel'}").iterator();

        assertEquals("Hel", events.next().text());
        assertThrows(UnavailableException.class, events::next);
    }

    @Test
    void reportsAConnectionThatIsCutAnywhere() {
        String whole = "data: {\"response\":\"Grüße\"}\n\ndata: {\"errors\":[{\"code\":7}],\"response\":\"a\"}\n\n"
                + "data: {\"response\":\"\",\"usage\":{\"total_tokens\":12}}\r\n\r\ndata: [DONE]";
        byte[] bytes = whole.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut < bytes.length; cut++) {
            EventStream stream = over(new ByteArrayInputStream(bytes, 0, cut));

            UnavailableException failed =
                    assertThrows(UnavailableException.class, stream::text, "cut before byte " + cut);

            assertEquals(
                    "ai.run on AI: the connection was closed before [DONE], the end of the stream",
                    failed.getMessage());
            assertTrue(failed.retryable());
        }
        assertEquals("Grüßea", over(new ByteArrayInputStream(bytes)).text());
    }

    @Test
    void reportsAConnectionThatFails() {
        InputStream failing = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("reset");
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw new IOException("reset");
            }
        };

        UnavailableException failed =
                assertThrows(UnavailableException.class, () -> over(failing).text());

        assertTrue(failed.getCause() instanceof IOException);
    }

    @Test
    void reportsAnErrorAmongTheFrames() {
        EventStream stream = stream("{'response':'Hel'}", "{'errors':[{'code':3040,'message':'no room'}]}");

        ThrottledException failed = assertThrows(ThrottledException.class, stream::text);

        assertEquals("3040: no room", failed.getMessage());
    }

    @Test
    void reportsAnErrorBesideAnEmptyAnswer() {
        EventStream stream = stream("{'choices':[],'error':{'code':3040,'message':'no room'}}", "[DONE]");

        assertThrows(ThrottledException.class, stream::text);
    }

    @Test
    void reportsAFrameThatIsNotJsonWithoutQuotingIt() {
        EventStream stream = stream("a secret");

        BackendException failed = assertThrows(BackendException.class, stream::text);

        assertEquals("ai.run on AI: a frame of the stream is not JSON", failed.getMessage());
        assertNull(failed.getCause());
    }

    @Test
    void writesFramesAsEvents() throws IOException {
        EventStream stream = over(new SseFrames(
                List.of(frame("{'response':'ü'}"), frame("{'response':''}")).iterator()));

        String text = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);

        assertEquals("data: {\"response\":\"ü\"}\n\ndata: {\"response\":\"\"}\n\ndata: [DONE]\n\n", text);
    }

    @Test
    void isReadOnce() {
        EventStream stream = stream("{'response':'Hello'}", "[DONE]");
        stream.body();

        assertThrows(IllegalStateException.class, stream::iterator);
        assertThrows(IllegalStateException.class, stream::text);
    }

    private static EventStream stream(String... data) {
        StringBuilder text = new StringBuilder();
        for (String frame : data) {
            text.append("data: ").append(frame.replace('\'', '"')).append("\n\n");
        }
        return over(new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
    }

    private static EventStream over(InputStream content) {
        return new EventStream(
                CALLS.site("run"),
                new DriverStream(content, () -> {}, failed -> AiErrors.translate(CALLS, "run", failed)));
    }

    private static JsonNode frame(String json) {
        return Json.MAPPER.readTree(json.replace('\'', '"'));
    }
}
