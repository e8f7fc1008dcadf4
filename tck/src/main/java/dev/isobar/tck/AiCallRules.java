package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiStream;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/** Rules AI-02 to AI-05, AI-22, AI-23 and AI-54: what goes in, and how a run comes back. */
abstract class AiCallRules {
    private static final String UNKNOWN = "@cf/isobar/no-such-model";

    @Rule(value = "AI-02", needsModel = AiModels.EMBEDDINGS)
    void givesJsonAsADocument(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        JsonNode answer = assertDoesNotThrow(
                () -> ai.run(model, Map.of("text", "a document")), "an answer in JSON is given as a document");

        assertTrue(answer.path("data").isArray(), "data is not a list");
    }

    @Rule(value = "AI-02", needsModel = AiModels.TEXT)
    void givesAnEventStreamAsBytes(Ai ai) throws IOException {
        try (AiStream stream = ai.stream(AiModels.TEXT, Map.of("prompt", "Say hello."))) {
            assertEquals("data:", new String(stream.body().readNBytes(5), StandardCharsets.US_ASCII));
        }
    }

    @Rule(value = "AI-03", needsModel = AiModels.TEXT)
    void streamsWhenTheInputsAskForIt(Ai ai) {
        try (AiStream stream = assertDoesNotThrow(
                () -> ai.stream(AiModels.TEXT, Map.of("prompt", "Say hello.", "stream", true)),
                "inputs that ask for a stream get one")) {
            AiEvent first = stream.iterator().next();

            assertTrue(first.data().isObject(), "a frame is not an object");
        }
    }

    @Rule(value = "AI-54", needsModel = AiModels.EMBEDDINGS)
    void refusesNumbersThatJsonDoesNotHave(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();

        for (Object number : List.of(Double.NaN, Float.NEGATIVE_INFINITY, List.of(Map.of("a", Double.NaN)))) {
            assertThrows(
                    InvalidRequestException.class, () -> ai.run(model, Map.of("text", "a document", "seed", number)));
        }
    }

    @Rule("AI-05")
    void failsWithTheInternalCode(Ai ai) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.run(UNKNOWN, Map.of("text", "hello")));

        assertEquals("5007", refused.code());
        assertEquals(Service.AI, refused.service());
        assertTrue(String.valueOf(refused.getMessage()).startsWith("5007: "), refused.getMessage());
    }

    @Rule("AI-23")
    void refusesAModelThatIsNotOffered(Ai ai) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.run(UNKNOWN, Map.of("text", "hello")));

        assertEquals("5007: No such model " + UNKNOWN + " or task", refused.getMessage());
        assertFalse(refused.retryable());
    }

    @Rule("AI-23")
    void refusesToStreamAModelThatIsNotOffered(Ai ai) {
        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.stream(UNKNOWN, Map.of("prompt", "hello")));

        assertEquals("5007", refused.code());
    }

    @Rule("AI-23")
    void knowsThatAModelIsNotOffered(Ai ai) {
        List<String> unknown = Stream.of(UNKNOWN, AiModels.BGE_M3, AiModels.TEXT, AiModels.SENTIMENT)
                .filter(model -> !ai.offers(model))
                .toList();

        for (String model : unknown) {
            InvalidRequestException refused =
                    assertThrows(InvalidRequestException.class, () -> ai.run(model, Map.of("text", "hello")), model);
            assertEquals("5007", refused.code(), model);
        }
    }

    @Rule(value = "AI-23", needsModel = AiModels.EMBEDDINGS)
    void runsAModelThatIsOffered(Ai ai) {
        for (AiEmbeddingModel model : AiModels.embedding(ai)) {
            assertDoesNotThrow(() -> ai.run(model.id(), Map.of("text", "hello")), model.id());
        }
    }

    @Rule(value = "AI-22", needsModel = AiModels.EMBEDDINGS)
    void refusesAnEmptyText(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.embed(model.id(), List.of("full", "")));

        assertEquals("5006", refused.code());
    }

    @Rule(value = "AI-22", needsModel = AiModels.EMBEDDINGS)
    void refusesMoreThanAHundredTexts(Ai ai) {
        AiEmbeddingModel model = AiModels.embedding(ai).get(0);

        assertEquals(
                100, ai.embed(model.id(), Collections.nCopies(100, "a text")).data().length);
        assertThrows(LimitExceededException.class, () -> ai.embed(model.id(), Collections.nCopies(101, "a text")));
    }

    @Rule(value = "AI-22", needsModel = AiModels.TEXT)
    void refusesPromptAndMessagesTogether(Ai ai) {
        Map<String, Object> both =
                Map.of("prompt", "Say hello.", "messages", List.of(Map.of("role", "user", "content", "Say hello.")));

        InvalidRequestException refused =
                assertThrows(InvalidRequestException.class, () -> ai.run(AiModels.TEXT, both));

        assertEquals("5006", refused.code());
    }
}
