package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiUsage;
import dev.isobar.error.BackendException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.UnavailableException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.internal.DriverStream;
import dev.isobar.internal.Json;
import dev.isobar.spi.AiDriver.AiJson;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** How events are read and written, in which order, and at the ends: rules AI-40 to AI-46. */
class EventStreamReadingTest {
    private static final DriverCalls CALLS = FakeAi.calls(new FakeAi(request -> new AiJson(request.inputs())));
    private static final String DONE = "data: [DONE]\n\n";

    @Test
    void readsEventsOneByOne() {
        EventStream stream = stream(event("{'response':'a'}") + event("{'response':'b'}") + DONE);
        Iterator<AiEvent> events = stream.iterator();

        assertTrue(events.hasNext());
        assertTrue(events.hasNext());
        assertEquals("a", events.next().text());
        assertEquals("b", events.next().text());
        assertFalse(events.hasNext());
        assertFalse(events.hasNext());
        assertThrows(NoSuchElementException.class, events::next);
    }

    @Test
    void readsNothingAfterTheEnd() {
        EventStream stream = stream(DONE + event("{'response':'late'}") + event("not json"));

        assertEquals("", stream.text());
        assertEquals("", stream.text());
    }

    @Test
    void readsTheRestAsText() {
        EventStream stream = stream(event("{'response':'a'}") + event("{'response':'b'}") + DONE);
        stream.iterator().next();

        assertEquals("b", stream.text());
        assertThrows(IllegalStateException.class, stream::iterator);
        assertThrows(IllegalStateException.class, stream::body);
    }

    @Test
    void keepsTheLastUsage() {
        EventStream stream = stream(event("{'response':'a','usage':{'total_tokens':1}}")
                + event("{'response':'b','usage':{'total_tokens':2}}")
                + event("{'response':'c'}")
                + event("{'response':'d','usage':null}")
                + DONE);
        assertNull(stream.usage());

        assertEquals("abcd", stream.text());

        assertEquals(new AiUsage(0, 0, 2), stream.usage());
    }

    @Test
    void failsAgainWithTheSameError() {
        EventStream stream = stream(event("{'errors':[{'code':3007,'message':'late'}]}") + DONE);
        IsobarException first = assertThrows(IsobarException.class, stream::text);

        assertEquals("3007: late", first.getMessage());
        assertEquals(first, assertThrows(IsobarException.class, stream::text));
    }

    @Test
    void passesBytesOnAsTheyAre() throws IOException {
        String text = ": comment\r\n" + event("{'response':'ü'}") + DONE;
        EventStream stream = stream(text);

        InputStream body = stream.body();

        assertEquals(text, new String(body.readAllBytes(), StandardCharsets.UTF_8));
        assertThrows(IllegalStateException.class, stream::body);
        assertThrows(IllegalStateException.class, stream::text);
    }

    @Test
    void isClosedOnce() {
        List<String> closings = new ArrayList<>();
        EventStream stream = over(new ByteArrayInputStream(DONE.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public void close() {
                closings.add("closed");
            }
        });

        stream.close();
        assertDoesNotThrow(stream::close);

        assertEquals(List.of("closed"), closings);
        assertThrows(IllegalStateException.class, stream::text);
        assertThrows(IllegalStateException.class, stream::body);
        assertThrows(IllegalStateException.class, stream::iterator);
    }

    @Test
    void reportsAStreamWithoutItsEnd() {
        UnavailableException failed = assertThrows(UnavailableException.class, () -> stream(event("{'response':'a'}"))
                .text());

        assertEquals(
                "ai.run on AI: the connection was closed before [DONE], the end of the stream", failed.getMessage());
    }

    @Test
    void refusesLinesWithoutEnd() throws IOException {
        int most = 16 * 1024 * 1024;
        InputStream fits = lines("data: " + "a".repeat(most - 6) + "\n\n");
        assertEquals(most - 6, String.valueOf(new SseReader(fits).next()).length());

        BackendException failed =
                assertThrows(BackendException.class, () -> stream("data: " + "a".repeat(most) + "\n\n")
                        .text());

        assertTrue(String.valueOf(failed.getMessage()).contains("a line of more than 16777216 bytes"));
    }

    @Test
    void readsManyEventsOverManyBuffers() throws IOException {
        StringBuilder text = new StringBuilder();
        List<String> expected =
                IntStream.range(0, 3_000).mapToObj(i -> "event ü " + i).toList();
        expected.forEach(data -> text.append("data: ").append(data).append("\r\n\r\n"));
        SseReader reader = new SseReader(lines(text.toString()));

        List<String> found = new ArrayList<>();
        for (String data = reader.next(); data != null; data = reader.next()) {
            found.add(data);
        }

        assertEquals(expected, found);
        assertNull(reader.next());
    }

    @Test
    void ignoresLinesThatAreNotData() throws IOException {
        SseReader reader =
                new SseReader(lines("datum: a\nid\n:data: b\nevent: c\n\n\n data: d\n\ndata\ndata:\ndata: e\n\n"));

        assertEquals("\n\ne", reader.next());
        assertNull(reader.next());
    }

    @Test
    void takesAMarkAtTheBeginningOnly() throws IOException {
        SseReader reader = new SseReader(lines("\uFEFFdata: a\n\n\uFEFFdata: b\n\ndata: \uFEFFc\n\n"));

        assertEquals("a", reader.next());
        assertEquals("\uFEFFc", reader.next());
        assertNull(new SseReader(lines("\uFEFF")).next());
    }

    @Test
    void writesFramesByteByByteAndInPieces() throws IOException {
        byte[] expected =
                (event("{'response':'ü🌊'}") + event("{'response':''}") + DONE).getBytes(StandardCharsets.UTF_8);
        List<JsonNode> frames = List.of(frame("{'response':'ü🌊'}"), frame("{'response':''}"));

        SseFrames single = new SseFrames(frames.iterator());
        for (byte each : expected) {
            assertEquals(each & 0xFF, single.read());
        }
        assertEquals(-1, single.read());
        assertEquals(-1, single.read(new byte[1], 0, 1));
        for (int size = 1; size < 20; size++) {
            SseFrames pieces = new SseFrames(frames.iterator());
            byte[] read = new byte[expected.length + 5];
            int count = 2;
            assertEquals(0, pieces.read(read, 0, 0));
            for (int got = pieces.read(read, count, size);
                    got > 0;
                    got = pieces.read(read, count, Math.min(size, read.length - count))) {
                assertTrue(got <= size, "more than there is room for");
                count += got;
            }
            assertEquals(expected.length + 2, count);
            assertArrayEquals(expected, Arrays.copyOfRange(read, 2, count));
        }
    }

    @Test
    void asksForAFrameWhenItIsRead() throws IOException {
        List<String> asked = new ArrayList<>();
        Iterator<JsonNode> frames = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return asked.size() < 2;
            }

            @Override
            public JsonNode next() {
                asked.add("frame");
                return frame("{'response':'a'}");
            }
        };
        SseFrames stream = new SseFrames(frames);

        assertEquals(List.of(), asked);
        assertEquals('d', stream.read());
        assertEquals(List.of("frame"), asked);
        stream.readNBytes(event("{'response':'a'}").length() - 1);
        assertEquals(List.of("frame"), asked);
        assertEquals('d', stream.read());
        assertEquals(List.of("frame", "frame"), asked);
    }

    private static String event(String json) {
        return "data: " + json.replace('\'', '"') + "\n\n";
    }

    private static JsonNode frame(String json) {
        return Json.MAPPER.readTree(json.replace('\'', '"'));
    }

    private static InputStream lines(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static EventStream stream(String text) {
        return over(lines(text));
    }

    private static EventStream over(InputStream content) {
        return new EventStream(
                CALLS.site("run"),
                new DriverStream(content, () -> {}, failed -> AiErrors.translate(CALLS, "run", failed)));
    }
}
