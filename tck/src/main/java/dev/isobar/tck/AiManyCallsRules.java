package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiBatch;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiStream;
import dev.isobar.ai.AiUsage;
import dev.isobar.spi.Capability;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules AI-06, AI-11, AI-40 to AI-42 and AI-47: several runs, requests, frames and pages, and which belongs to which. */
abstract class AiManyCallsRules {
    private static final int THREADS = 6;
    private static final int ROUNDS = 10;
    private static final List<String> TEXTS = List.of(
            "the harbour master counts the ships",
            "bread rises overnight in a cool kitchen",
            "snow falls on quiet hills",
            "the train was late again",
            "seven cats slept in the sun",
            "she plays the violin every evening");

    @Rule(value = "AI-47", needsModel = AiModels.EMBEDDINGS)
    void givesEachThreadItsOwnVectors(Ai ai) {
        String model = AiModels.embedding(ai).get(0).id();
        float[][] alone = new float[THREADS][];
        for (int i = 0; i < THREADS; i++) {
            alone[i] = ai.embed(model, List.of(TEXTS.get(i))).vector(0);
        }

        Together.run(THREADS, thread -> {
            for (int round = 0; round < ROUNDS; round++) {
                float[] found = ai.embed(model, List.of(TEXTS.get(thread))).vector(0);
                double cosine = AiModels.cosine(alone[thread], found);
                assertTrue(cosine > 0.99, () -> "a run has the vector of another one; the cosine is " + cosine);
            }
        });
    }

    @Rule(value = "AI-47", needsModel = AiModels.TEXT)
    void readsTwoStreamsInTurn(Ai ai) {
        Map<String, Object> prompt = Map.of("prompt", "Count from one to five in words.");
        try (AiStream first = ai.stream(AiModels.TEXT, prompt);
                AiStream second = ai.stream(AiModels.TEXT, prompt)) {
            Iterator<AiEvent> one = first.iterator();
            Iterator<AiEvent> other = second.iterator();
            StringBuilder texts = new StringBuilder();
            StringBuilder others = new StringBuilder();
            while (one.hasNext() || other.hasNext()) {
                if (one.hasNext()) {
                    texts.append(one.next().text());
                }
                if (other.hasNext()) {
                    others.append(other.next().text());
                }
            }

            assertFalse(texts.isEmpty(), "the first stream has no text");
            assertFalse(others.isEmpty(), "the second stream has no text");
            assertTrue(first.usage() != null && second.usage() != null, "a stream has no usage");
        }
    }

    @Rule(value = "AI-40", needsModel = AiModels.TEXT)
    void sendsEachFrameInOneLine(Ai ai) throws IOException {
        String prompt = "Repeat: \"line one\nline two\r\n\n\u2028 größer 🌊\" data: [DONE]";
        String text;
        try (AiStream stream = ai.stream(AiModels.TEXT, Map.of("prompt", prompt))) {
            text = new String(stream.body().readAllBytes(), StandardCharsets.UTF_8);
        }

        List<String> lines = text.lines().filter(line -> !line.isEmpty()).toList();
        assertEquals("data: [DONE]", lines.get(lines.size() - 1));
        for (String line : lines.subList(0, lines.size() - 1)) {
            assertTrue(line.startsWith("data: {"), "a line that begins no frame");
            assertTrue(isJson(line.substring("data: ".length())), "a line holds a part of a frame");
        }
    }

    private static boolean isJson(String frame) {
        try {
            return JsonMapper.shared().readTree(frame).isObject();
        } catch (JacksonException cut) {
            return false;
        }
    }

    @Rule(value = "AI-41", needsModel = AiModels.TEXT)
    void sendsWhatIsNewOnly(Ai ai) {
        List<String> pieces = new ArrayList<>();
        try (AiStream stream = ai.stream(AiModels.TEXT, Map.of("prompt", "Count from one to five in words."))) {
            stream.forEach(event -> pieces.add(event.text()));
        }
        pieces.removeIf(String::isEmpty);

        boolean growing = pieces.size() > 2
                && IntStream.range(1, pieces.size()).allMatch(i -> pieces.get(i).startsWith(pieces.get(i - 1)));
        assertFalse(growing, "each frame repeats the text of the frame before");
    }

    @Rule(value = "AI-42", needsModel = AiModels.TEXT)
    void countsTokensOfThePromptAndOfTheAnswer(Ai ai) {
        AiUsage brief = usage(ai, "Say hello.");
        AiUsage lengthy = usage(ai, "Say hello. " + "The harbour master counts the ships. ".repeat(20));

        assertTrue(brief.promptTokens() > 0, "the prompt has no tokens");
        assertTrue(brief.completionTokens() > 0, "the answer has no tokens");
        assertTrue(lengthy.promptTokens() > brief.promptTokens(), "a longer prompt has no more tokens");
    }

    private static AiUsage usage(Ai ai, String prompt) {
        try (AiStream stream = ai.stream(AiModels.TEXT, Map.of("prompt", prompt))) {
            stream.text();
            AiUsage usage = stream.usage();
            if (usage == null) {
                throw new AssertionError("the stream has no usage");
            }
            return usage;
        }
    }

    @Rule(value = "AI-11", needs = Capability.AI_BATCH, needsModel = AiModels.BGE_M3)
    void givesEachRequestItsOwnResult(Ai ai) {
        List<Map<String, String>> requests = new ArrayList<>();
        for (String text : TEXTS) {
            requests.add(Map.of("text", text, "external_reference", "ref " + requests.size()));
        }
        String id = ai.queue(AiModels.BGE_M3, requests);

        AiBatch batch = ai.poll(AiModels.BGE_M3, id);

        Set<Integer> seen = new HashSet<>();
        for (AiBatch.Result result : batch.results()) {
            assertTrue(seen.add(result.id()), () -> "request " + result.id() + " has two results");
            assertTrue(result.success(), () -> "request " + result.id() + " has failed");
            assertEquals("ref " + result.id(), result.externalReference());
            float[] alone =
                    ai.embed(AiModels.BGE_M3, List.of(TEXTS.get(result.id()))).vector(0);
            double cosine =
                    AiModels.cosine(alone, vector(result.result().path("data").path(0)));
            assertTrue(cosine > 0.99, () -> "request " + result.id() + " has the result of another one");
        }
        assertEquals(batch.complete() ? TEXTS.size() : 0, seen.size());
    }

    private static float[] vector(JsonNode components) {
        assertEquals(AiEmbeddingModel.BGE_M3.dimensions(), components.size());
        float[] vector = new float[components.size()];
        for (int i = 0; i < vector.length; i++) {
            vector[i] = components.path(i).floatValue();
        }
        return vector;
    }

    @Rule(value = "AI-11", needs = Capability.AI_BATCH, needsModel = AiModels.BGE_M3)
    void keepsBatchesApart(Ai ai) {
        String first = ai.queue(AiModels.BGE_M3, List.of(Map.of("text", "harbour", "external_reference", "first")));
        String second = ai.queue(AiModels.BGE_M3, List.of(Map.of("text", "bread", "external_reference", "second")));

        assertFalse(first.equals(second), "two batches have one ID");
        for (AiBatch.Result result : ai.poll(AiModels.BGE_M3, first).results()) {
            assertEquals("first", result.externalReference());
        }
        for (AiBatch.Result result : ai.poll(AiModels.BGE_M3, second).results()) {
            assertEquals("second", result.externalReference());
        }
    }

    @Rule(value = "AI-06", needs = Capability.AI_CATALOGUE)
    void listsModelsPageByPage(Ai ai) {
        List<String> all = names(ai.models(AiModelFilter.ALL.withPage(1, 4)));
        List<String> paged = new ArrayList<>(names(ai.models(AiModelFilter.ALL.withPage(1, 2))));
        assertTrue(paged.size() <= 2, () -> paged.size() + " models in a page of 2");

        paged.addAll(names(ai.models(AiModelFilter.ALL.withPage(2, 2))));

        assertEquals(all, paged);
        assertEquals(all.size(), new HashSet<>(paged).size(), "a model is listed twice");
        assertEquals(List.of(), ai.models(AiModelFilter.ALL.withPage(100_000, 2)));
    }

    @Rule(value = "AI-06", needs = Capability.AI_CATALOGUE)
    void listsTheModelsThatFitAllConditions(Ai ai) {
        List<String> baai = names(ai.models(AiModelFilter.ALL.withAuthor("baai")));
        List<String> some = names(ai.models(
                AiModelFilter.ALL.withAuthor("baai").withTask("Text Embeddings").withSearch("m3")));

        assertTrue(baai.stream().allMatch(name -> name.contains("/baai/")), () -> "another author is listed: " + baai);
        assertTrue(baai.containsAll(some), "a model fits three conditions and not the first of them");
        assertTrue(some.stream().allMatch(name -> name.contains("m3")), () -> "another name is listed: " + some);
        assertEquals(List.of(), ai.models(AiModelFilter.ALL.withSearch("no model has this name")));
    }

    private static List<String> names(List<AiModel> models) {
        return models.stream().map(AiModel::name).toList();
    }
}
