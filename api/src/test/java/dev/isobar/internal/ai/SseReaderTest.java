package dev.isobar.internal.ai;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Server-sent events, however the network cuts them: rule AI-44. */
class SseReaderTest {
    private static final String SAMPLE = "data: {\"response\":\"Grüße, 世界 🌊\"}\n\n"
            + ": a comment\r\nevent: message\r\ndata:{\"response\":\"\"}\r\n\r\n"
            + "id: 7\rdata: first line\rdata: second line\r\r"
            + "data: [DONE]\n\n";
    private static final List<String> EVENTS =
            List.of("{\"response\":\"Grüße, 世界 🌊\"}", "{\"response\":\"\"}", "first line\nsecond line", "[DONE]");

    @Test
    void readsEventsCutAtAnyByte() throws IOException {
        byte[] sample = SAMPLE.getBytes(StandardCharsets.UTF_8);
        for (int cut = 0; cut <= sample.length; cut++) {
            InputStream halves = new SequenceInputStream(
                    new ByteArrayInputStream(sample, 0, cut),
                    new ByteArrayInputStream(sample, cut, sample.length - cut));

            assertEquals(EVENTS, read(halves), "cut at " + cut);
        }
    }

    @Test
    void readsEventsThatComeByteByByte() throws IOException {
        InputStream bytes = new ByteArrayInputStream(SAMPLE.getBytes(StandardCharsets.UTF_8)) {
            @Override
            public int read(byte[] target, int offset, int length) {
                return super.read(target, offset, Math.min(length, 1));
            }
        };

        assertEquals(EVENTS, read(bytes));
    }

    @Test
    void readsEventsLongerThanItsBuffer() throws IOException {
        String text = "ü".repeat(20_000);

        assertEquals(List.of(text, "short"), read(stream("data: " + text + "\n\ndata: short\n\n")));
    }

    @Test
    void takesTheMarkOfTheEndWithoutItsEmptyLine() throws IOException {
        assertEquals(List.of("a", "[DONE]"), read(stream("data: a\n\ndata: [DONE]")));
        assertEquals(List.of("a", "[DONE]"), read(stream("data: a\n\ndata: [DONE]\n")));
    }

    @Test
    void leavesAsideAnEventThatWasCutOff() throws IOException {
        assertEquals(List.of("a"), read(stream("data: a\n\ndata: 12")));
        assertEquals(List.of("a"), read(stream("data: a\n\ndata: 12\n")));
        assertEquals(List.of("a"), read(stream("data: a\n\ndata: 12\ndata: [DONE]")));
        assertEquals(List.of("a"), read(stream("data: a\n\ndata: [DON")));
    }

    @Test
    void leavesAsideTheByteOrderMarkAndOtherFields() throws IOException {
        assertEquals(List.of("a", ""), read(stream("\uFEFFdata: a\nretry: 10\ndatabase: b\n\ndata\n\n\n")));
    }

    @Test
    void keepsAllButOneSpaceBeforeTheData() throws IOException {
        assertEquals(List.of("  a", "b"), read(stream("data:   a\n\ndata:b\n\n")));
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> read(InputStream in) throws IOException {
        SseReader reader = new SseReader(in);
        List<String> events = new ArrayList<>();
        for (String data = reader.next(); data != null; data = reader.next()) {
            events.add(data);
        }
        return events;
    }
}
