package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiModel;
import dev.isobar.ai.AiModelFilter;
import dev.isobar.ai.AiOptions;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiDriver.AiFrames;
import dev.isobar.spi.AiDriver.AiJson;
import dev.isobar.spi.AiDriver.AiRequest;
import dev.isobar.spi.AiDriver.AiResult;
import dev.isobar.spi.AiFailureException;
import dev.isobar.spi.Capability;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What the driver of AI in memory answers, in the shapes of the service. */
class MemoryAiModelsTest {
    private static final String M3 = AiEmbeddingModel.BGE_M3.id();
    private static final String SMALL = AiEmbeddingModel.BGE_SMALL_EN.id();
    private static final AiResult OWN = new AiJson(json("{'mine': 1}"));

    private final AiDriver driver = MemoryAi.builder()
            .model("@cf/echo", inputs -> "You said " + inputs.path("prompt").asString("nothing"))
            .model("@cf/own", inputs -> OWN)
            .model("@cf/map", inputs -> Map.of("label", "x"))
            .model("@cf/tools", inputs -> json("{'tool_calls': [], 'usage': {'total_tokens': 9}, 'n': 1}"))
            .model("@cf/both", inputs -> json("{'response': 'a b', 'usage': {'total_tokens': 9}, 'n': 1}"))
            .model("@cf/odd", inputs -> json("{'response': {'a': 1}}"))
            .streaming("@cf/pieces", inputs -> List.of("One ", "two", " three").iterator())
            .build();

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }

    private AiResult result(String model, String inputs) throws Exception {
        return driver.run(new AiRequest(model, json(inputs), AiOptions.NONE, null));
    }

    private JsonNode run(String model, String inputs) throws Exception {
        return assertInstanceOf(AiJson.class, result(model, inputs)).answer();
    }

    private List<JsonNode> frames(String model, String inputs) throws Exception {
        List<JsonNode> frames = new ArrayList<>();
        var given = assertInstanceOf(AiFrames.class, result(model, inputs)).frames();
        given.forEachRemaining(frames::add);
        assertFalse(given.hasNext());
        assertThrows(NoSuchElementException.class, given::next);
        return frames;
    }

    private static String text(List<JsonNode> frames) {
        StringBuilder text = new StringBuilder();
        frames.forEach(frame -> text.append(frame.path("response").asString("")));
        return text.toString();
    }

    @Test
    void countsTheWordsOfATextAsTokens() throws Exception {
        assertEquals(
                json("{'response': 'You said all  is well', 'usage':"
                        + " {'prompt_tokens': 3, 'completion_tokens': 5, 'total_tokens': 8}}"),
                run("@cf/echo", "{'prompt': 'all  is well'}"));
        assertEquals(
                json("{'prompt_tokens': 5, 'completion_tokens': 3, 'total_tokens': 8}"),
                run("@cf/echo", "{'messages': [{'content': 'one two'}, {'content': 'three four five'}]}")
                        .get("usage"));
    }

    @Test
    void cutsATextIntoWordsWhereAStreamIsAskedFor() throws Exception {
        List<JsonNode> frames = frames("@cf/echo", "{'prompt': 'a  b', 'stream': true}");

        assertEquals(
                List.of("You", " said", " a", "  b", ""),
                frames.stream()
                        .map(frame -> frame.path("response").asString("none"))
                        .toList());
        assertEquals(
                json("{'prompt_tokens': 2, 'completion_tokens': 4, 'total_tokens': 6}"),
                frames.get(4).get("usage"));
        assertFalse(frames.get(3).has("usage"));
    }

    @Test
    void passesOnWhatAFunctionAnswers() throws Exception {
        assertSame(OWN, result("@cf/own", "{}"));
        assertSame(OWN, result("@cf/own", "{'stream': true}"));
        assertEquals(json("{'label': 'x'}"), run("@cf/map", "{}"));
        assertEquals(json("{'label': 'x'}"), run("@cf/map", "{'stream': true}"));
        assertEquals(json("{'response': {'a': 1}}"), run("@cf/odd", "{'stream': true}"));
        assertEquals(9, run("@cf/both", "{}").at("/usage/total_tokens").intValue());
    }

    @Test
    void sendsWhatStandsBesideATextWithTheLastFrame() throws Exception {
        List<JsonNode> both = frames("@cf/both", "{'stream': true}");
        assertEquals("a b", text(both));
        assertEquals(3, both.size());
        assertEquals(json("{'response': '', 'usage': {'total_tokens': 9}, 'n': 1}"), both.get(2));
        assertEquals(json("{'response': 'a'}"), both.get(0));
        List<JsonNode> tools = frames("@cf/tools", "{'stream': true}");
        assertEquals(List.of(json("{'response': '', 'tool_calls': [], 'usage': {'total_tokens': 9}, 'n': 1}")), tools);
    }

    @Test
    void asksForPiecesOneByOneOrJoinsThem() throws Exception {
        List<JsonNode> frames = frames("@cf/pieces", "{'prompt': 'x', 'stream': true}");
        assertEquals(
                List.of("One ", "two", " three", ""),
                frames.stream()
                        .map(frame -> frame.path("response").asString("none"))
                        .toList());
        JsonNode whole = run("@cf/pieces", "{'prompt': 'x'}");
        assertEquals("One two three", whole.path("response").asString(""));
        assertEquals(frames.get(3).get("usage"), whole.get("usage"));
    }

    @Test
    void refusesOtherModels() {
        AiFailureException refused = assertThrows(AiFailureException.class, () -> result("@cf/none", "{}"));
        assertEquals(5007, refused.code());
    }

    @Test
    void namesItsModelsToThoseWhoSearch() throws Exception {
        List<AiModel> all = driver.models(AiModelFilter.ALL);
        assertTrue(all.stream().anyMatch(model -> model.name().equals("@cf/echo")));
        assertEquals(
                driver.offered(), Set.copyOf(all.stream().map(AiModel::name).toList()));
        AiModel small = all.stream()
                .filter(model -> model.name().equals(SMALL))
                .findFirst()
                .orElseThrow();
        assertEquals(Map.of("output_dimensions", "384", "max_input_tokens", "512"), small.properties());
        assertEquals(
                List.of("@cf/echo"),
                driver.models(AiModelFilter.ALL.withSearch("echo")).stream()
                        .map(AiModel::name)
                        .toList());
        assertEquals(
                List.of(LexicalModels.RERANKER),
                driver.models(AiModelFilter.ALL.withTask("Text Classification")).stream()
                        .map(AiModel::name)
                        .toList());
    }

    private List<String> names(AiModelFilter filter) throws Exception {
        return driver.models(filter).stream().map(AiModel::name).toList();
    }

    @Test
    void listsModelsInPagesAndByAuthor() throws Exception {
        List<String> all = names(AiModelFilter.ALL);

        assertEquals(all.subList(0, 3), names(AiModelFilter.ALL.withPage(0, 3)));
        assertEquals(all.subList(0, 3), names(AiModelFilter.ALL.withPage(1, 3)));
        assertEquals(all.subList(3, 6), names(AiModelFilter.ALL.withPage(2, 3)));
        assertEquals(List.of(), names(AiModelFilter.ALL.withPage(100, 3)));
        assertEquals(
                all.stream().filter(name -> name.startsWith("@cf/baai/")).toList(),
                names(AiModelFilter.ALL.withAuthor("baai")));
        assertEquals(List.of(), names(AiModelFilter.ALL.withAuthor("baa")));
    }

    @Test
    void knowsWhatItCanDo() {
        assertTrue(driver.capabilities().has(Capability.AI_BATCH));
        assertTrue(driver.capabilities().has(Capability.AI_CATALOGUE));
        assertTrue(driver.capabilities().has(Capability.AI_UNIT_LENGTH));
        assertFalse(driver.capabilities().has(Capability.AI_TO_MARKDOWN));
    }

    private JsonNode poll(AiDriver models, String requests) throws Exception {
        AiResult queued =
                models.run(new AiRequest("@cf/echo", json(requests), AiOptions.NONE.withQueueRequest(true), null));
        JsonNode answer = assertInstanceOf(AiJson.class, queued).answer();
        assertEquals("queued", answer.path("status").asString(""));
        assertEquals("@cf/echo", answer.path("model").asString(""));
        return run("@cf/echo", "{'request_id': '" + answer.path("request_id").asString("") + "'}");
    }

    @Test
    void answersEachRequestOfABatch() throws Exception {
        JsonNode answer = poll(
                driver,
                "{'requests': [{'prompt': 'a', 'external_reference': 'mine'}, {'prompt': 'b'}, {'stream': true}]}");

        JsonNode elsewhere = CompletableFuture.supplyAsync(() -> {
                    try {
                        return poll(driver, "{'requests': [{'prompt': 'c'}]}");
                    } catch (Exception failed) {
                        throw new AssertionError(failed);
                    }
                })
                .get(30, TimeUnit.SECONDS);
        assertEquals("You said c", elsewhere.at("/responses/0/result/response").asString(""));
        assertEquals("You said a", answer.at("/responses/0/result/response").asString(""));
        assertEquals("mine", answer.at("/responses/0/external_reference").asString(""));
        assertEquals(1, answer.at("/responses/1/id").intValue());
        assertFalse(answer.at("/responses/1").has("external_reference"));
        assertTrue(answer.at("/responses/1/success").booleanValue());
        assertFalse(answer.at("/responses/2/success").booleanValue());
        assertTrue(answer.at("/responses/2/result/description")
                .asString("")
                .contains("a batch takes models that answer with JSON"));
        assertEquals(5006, answer.at("/responses/2/result/internalCode").intValue());
    }

    @Test
    void keepsTheLatestHundredBatches() throws Exception {
        List<String> ids = new ArrayList<>();
        for (int i = 0; i < 101; i++) {
            AiResult queued = driver.run(
                    new AiRequest("@cf/echo", json("{'requests': [{}]}"), AiOptions.NONE.withQueueRequest(true), null));
            ids.add(((AiJson) queued).answer().path("request_id").asString(""));
        }

        AiFailureException gone =
                assertThrows(AiFailureException.class, () -> run("@cf/echo", "{'request_id': '" + ids.get(0) + "'}"));
        assertTrue(String.valueOf(gone.getMessage()).contains("no batch has this request_id"));
        assertTrue(run("@cf/echo", "{'request_id': '" + ids.get(1) + "'}").has("responses"));
        assertTrue(run("@cf/echo", "{'request_id': '" + ids.get(100) + "'}").has("responses"));
    }

    @Test
    void takesARequestIdBesideOtherInputsForAnInput() throws Exception {
        assertEquals(
                "You said hi",
                run("@cf/echo", "{'request_id': 'x', 'prompt': 'hi'}")
                        .path("response")
                        .asString(""));
        assertEquals(
                "You said nothing",
                run("@cf/echo", "{'request_id': 7}").path("response").asString(""));
    }

    @Test
    void embedsTextsAlone() throws Exception {
        JsonNode answer = run(SMALL, "{'text': ['harbour', 'bread']}");

        assertEquals(json("[2, 384]"), answer.get("shape"));
        assertEquals("mean", answer.path("pooling").asString(""));
        assertEquals(2, answer.path("data").size());
        assertEquals(answer.at("/data/0"), run(SMALL, "{'text': 'harbour'}").at("/data/0"));
        JsonNode cls = run(SMALL, "{'text': 'harbour', 'pooling': 'cls'}");
        assertEquals("cls", cls.path("pooling").asString(""));
        assertNotEquals(answer.at("/data/0"), cls.at("/data/0"));
    }

    @Test
    void embedsQueriesAndDocumentsOfQwen() throws Exception {
        AiEmbeddingModel qwen = Arrays.stream(AiEmbeddingModel.values())
                .filter(model -> model.id().contains("qwen"))
                .findFirst()
                .orElseThrow();

        JsonNode answer = run(qwen.id(), "{'queries': ['a', 'b'], 'documents': 'c'}");

        assertEquals(3, answer.path("data").size());
        assertFalse(answer.has("pooling"));
        assertEquals(answer.at("/data/1"), run(qwen.id(), "{'queries': 'b'}").at("/data/0"));
        assertEquals(answer.at("/data/2"), run(qwen.id(), "{'documents': 'c'}").at("/data/0"));
    }

    @Test
    void ranksTheContextsOfAQuery() throws Exception {
        JsonNode answer = run(
                M3, "{'query': 'ships in the harbour', 'contexts': [{'text': 'bread'}, {'text': 'harbour ships'}]}");

        assertEquals(1, answer.at("/response/0/id").intValue());
        assertEquals(0, answer.at("/response/1/id").intValue());
        assertTrue(answer.at("/response/0/score").doubleValue() > 0.5);
        JsonNode same = run(M3, "{'query': 'harbour', 'contexts': [{'text': 'harbour'}]}");
        assertEquals(1, same.at("/response/0/score").doubleValue(), 1e-6);
        JsonNode embedded = run(M3, "{'contexts': [{'text': 'harbour'}]}");
        assertEquals(1024, embedded.at("/response/0").size());
        assertFalse(embedded.has("data"));
    }

    @Test
    void ranksWithScoresBetweenZeroAndOne() throws Exception {
        JsonNode answer = run(
                LexicalModels.RERANKER,
                "{'query': 'harbour', 'contexts': [{'text': 'bread'}, {'text': 'harbour'}], 'top_k': 5}");

        assertEquals(2, answer.path("response").size());
        assertEquals(1, answer.at("/response/0/id").intValue());
        assertEquals(1 / (1 + Math.exp(-5)), answer.at("/response/0/score").doubleValue(), 1e-6);
        assertTrue(answer.at("/response/1/score").doubleValue() < 0.1);
        assertEquals(
                1,
                run(LexicalModels.RERANKER, "{'query': 'a', 'contexts': [{'text': 'b'}, {'text': 'a'}], 'top_k': 1}")
                        .path("response")
                        .size());
    }

    @Test
    void cutsLongTextsWhereTheModelSaysSo() throws Exception {
        String words = "word ".repeat(8_191);
        AiFailureException refused = assertThrows(AiFailureException.class, () -> run(M3, "{'text': '" + words + "'}"));
        assertTrue(String.valueOf(refused.getMessage())
                .contains("a text is longer than 8192 tokens; set truncate_inputs to cut it"));
        assertEquals(
                1,
                run(M3, "{'text': '" + words + "', 'truncate_inputs': true}")
                        .path("data")
                        .size());
        assertEquals(
                1,
                run(M3, "{'text': '" + "word ".repeat(8_190) + "'}")
                        .path("data")
                        .size());
        assertEquals(
                run(SMALL, "{'text': '" + "ship ".repeat(510) + "'}").at("/data/0"),
                run(SMALL, "{'text': '" + "ship ".repeat(510) + "bread'}").at("/data/0"));
        assertNotEquals(
                run(SMALL, "{'text': '" + "ship ".repeat(509) + "'}").at("/data/0"),
                run(SMALL, "{'text': '" + "ship ".repeat(509) + "bread'}").at("/data/0"));
    }
}
