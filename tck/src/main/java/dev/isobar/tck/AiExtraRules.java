package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiDocument;
import dev.isobar.ai.AiInput;
import dev.isobar.ai.AiMarkdown;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/** Rules AI-04, AI-06, AI-07, AI-10 and AI-11: what some backends have beside runs. */
abstract class AiExtraRules {
    private static final String WHISPER = "@cf/openai/whisper";
    private static final AiInput SOUND = new AiInput(InputStream.nullInputStream(), "audio/mpeg");

    @Rule(value = "AI-04", needs = Capability.AI_STREAM_INPUT)
    void refusesTwoStreamsAmongTheInputs(Ai ai) {
        InvalidRequestException refused = assertThrows(
                InvalidRequestException.class, () -> ai.run(WHISPER, Map.of("audio", SOUND, "image", SOUND)));

        assertEquals(
                "Multiple ReadableStreams are not supported. Found streams in keys: [audio, image]",
                refused.getMessage());
    }

    @Rule(value = "AI-04", without = Capability.AI_STREAM_INPUT)
    void refusesAStreamAmongTheInputs(Ai ai) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> ai.run(WHISPER, Map.of("audio", SOUND)));

        assertEquals("ai-stream-input", refused.capability());
    }

    @Rule(value = "AI-06", needs = Capability.AI_CATALOGUE)
    void listsTheModelsOfATask(Ai ai) {
        List<AiModel> models = ai.models(AiModelFilter.ALL.withTask("Text Embeddings"));

        assertFalse(models.isEmpty());
        for (AiModel model : models) {
            assertEquals("Text Embeddings", model.task());
            assertTrue(model.name().startsWith("@"), model.name());
        }
    }

    @Rule(value = "AI-06", needs = Capability.AI_CATALOGUE)
    void listsTheModelsWhoseNameContainsAText(Ai ai) {
        List<AiModel> models = ai.models(AiModelFilter.ALL.withSearch("bge-"));

        assertFalse(models.isEmpty());
        assertTrue(models.stream().allMatch(model -> model.name().contains("bge-")), "another model is listed");
    }

    @Rule(value = "AI-06", without = Capability.AI_CATALOGUE)
    void refusesToListModels(Ai ai) {
        UnsupportedCapabilityException refused =
                assertThrows(UnsupportedCapabilityException.class, () -> ai.models(AiModelFilter.ALL));

        assertEquals("ai-catalogue", refused.capability());
    }

    @Rule(value = "AI-07", needs = Capability.AI_TO_MARKDOWN)
    void convertsDocumentsOneForOne(Ai ai) {
        List<AiMarkdown> converted = ai.toMarkdown(List.of(
                document("page.html", "text/html", "<h1>Harbour</h1><p>Ships.</p>"),
                document("sound.xyz", "application/x-unknown", "?")));

        assertEquals(2, converted.size());
        assertEquals("page.html", converted.get(0).name());
        assertTrue(String.valueOf(converted.get(0).data()).contains("Harbour"), "the heading is missing");
        assertTrue(converted.get(1).failed(), "an unknown type was converted");
    }

    @Rule(value = "AI-07", without = Capability.AI_TO_MARKDOWN)
    void refusesToConvert(Ai ai) {
        UnsupportedCapabilityException refused = assertThrows(
                UnsupportedCapabilityException.class,
                () -> ai.toMarkdown(List.of(document("page.html", "text/html", "<p>Ships.</p>"))));

        assertEquals("ai-to-markdown", refused.capability());
    }

    @Rule(value = "AI-10", needs = Capability.AI_BATCH, needsModel = AiModels.BGE_M3)
    void queuesABatch(Ai ai) {
        String id = ai.queue(AiModels.BGE_M3, List.of(Map.of("text", "harbour")));

        assertFalse(id.isEmpty());
    }

    @Rule(value = "AI-10", needs = Capability.AI_BATCH)
    void refusesABatchOfTenMegabytes(Ai ai) {
        Map<String, String> request = Map.of("text", "a".repeat(10_000_000));

        assertThrows(LimitExceededException.class, () -> ai.queue(AiModels.BGE_M3, List.of(request)));
    }

    @Rule(value = "AI-10", without = Capability.AI_BATCH)
    void refusesToQueueABatch(Ai ai) {
        UnsupportedCapabilityException refused = assertThrows(
                UnsupportedCapabilityException.class,
                () -> ai.queue(AiModels.BGE_M3, List.of(Map.of("text", "harbour"))));

        assertEquals("ai-batch", refused.capability());
    }

    @Rule(value = "AI-11", needs = Capability.AI_BATCH, needsModel = AiModels.BGE_M3)
    void joinsResultsToRequests(Ai ai) {
        String id = ai.queue(
                AiModels.BGE_M3,
                List.of(Map.of("text", "harbour"), Map.of("text", "bread", "external_reference", "b")));

        AiBatch batch = ai.poll(AiModels.BGE_M3, id);

        assertTrue(List.of("queued", "running", "complete").contains(batch.status()), batch.status());
        for (AiBatch.Result result : batch.results()) {
            assertEquals(result.id() == 1 ? "b" : null, result.externalReference());
        }
    }

    @Rule(value = "AI-11", without = Capability.AI_BATCH)
    void refusesToAskForABatch(Ai ai) {
        assertThrows(UnsupportedCapabilityException.class, () -> ai.poll(AiModels.BGE_M3, "an-id"));
    }

    private static AiDocument document(String name, String mimeType, String content) {
        return new AiDocument(name, mimeType, content.getBytes(StandardCharsets.UTF_8));
    }
}
