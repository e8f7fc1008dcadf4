package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiStream;
import dev.isobar.ai.AiUsage;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rules AI-40 to AI-42 and AI-46: answers that come piece by piece. */
abstract class AiStreamRules {
    private static final Map<String, Object> PROMPT = Map.of("prompt", "Count from one to five in words.");

    @Rule(value = "AI-40", needsModel = AiModels.TEXT)
    void sendsDataLinesAndEndsWithDone(Ai ai) throws IOException {
        String text;
        try (AiStream stream = ai.stream(AiModels.TEXT, PROMPT)) {
            text = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        }

        assertTrue(text.endsWith("\n\ndata: [DONE]\n\n"), "the end is missing");
        for (String event : text.strip().split("\n\n", -1)) {
            assertTrue(event.startsWith("data: "), "an event without data");
        }
    }

    @Rule(value = "AI-41", needsModel = AiModels.TEXT)
    void sendsTheAnswerInPieces(Ai ai) {
        StringBuilder deltas = new StringBuilder();
        StringBuilder text = new StringBuilder();
        for (AiEvent event : events(ai)) {
            deltas.append(event.data().path("response").asString(""));
            text.append(event.text());
        }

        assertFalse(text.isEmpty());
        assertEquals(text.toString(), deltas.toString());
    }

    @Rule(value = "AI-42", needsModel = AiModels.TEXT)
    void tellsTheCostAtTheEnd(Ai ai) {
        List<AiEvent> events = events(ai);
        JsonNode last = events.get(events.size() - 1).data();

        assertEquals("", last.path("response").asString("missing"));
        assertTrue(last.path("usage").path("prompt_tokens").isIntegralNumber());
        assertTrue(last.path("usage").path("completion_tokens").isIntegralNumber());
        assertTrue(last.path("usage").path("total_tokens").isIntegralNumber());
    }

    @Rule(value = "AI-42", needsModel = AiModels.TEXT)
    void knowsTheCostAfterTheText(Ai ai) {
        AiUsage usage;
        try (AiStream stream = ai.stream(AiModels.TEXT, PROMPT)) {
            assertFalse(stream.text().isEmpty());
            usage = stream.usage();
        }

        assertNotNull(usage);
        assertEquals(usage.totalTokens(), usage.promptTokens() + usage.completionTokens());
    }

    @Rule(value = "AI-46", needsModel = AiModels.TEXT)
    void isClosedBeforeItsEnd(Ai ai) {
        AiStream stream = ai.stream(AiModels.TEXT, PROMPT);
        Iterator<AiEvent> events = stream.iterator();
        events.next();

        assertDoesNotThrow(stream::close);

        assertDoesNotThrow(stream::close, "closed a second time");
        assertThrows(IllegalStateException.class, events::next);
        assertThrows(IllegalStateException.class, stream::text);
    }

    @Rule(value = "AI-46", needsModel = AiModels.TEXT)
    void isNotReadAsBytesAfterItWasClosed(Ai ai) throws IOException {
        AiStream stream = ai.stream(AiModels.TEXT, PROMPT);
        InputStream body = stream.body();
        body.readNBytes(5);

        assertDoesNotThrow(body::close);

        assertDoesNotThrow(stream::close, "closed a second time");
        assertThrows(IOException.class, body::read);
        assertThrows(IllegalStateException.class, stream::body);
    }

    private static List<AiEvent> events(Ai ai) {
        List<AiEvent> events = new ArrayList<>();
        try (AiStream stream = ai.stream(AiModels.TEXT, PROMPT)) {
            stream.forEach(events::add);
        }
        return events;
    }
}
