package dev.isobar.ai;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.AiGateway.Backoff;
import dev.isobar.ai.AiGateway.Retries;
import dev.isobar.error.CallSite;
import dev.isobar.error.Service;
import dev.isobar.error.UnavailableException;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Prompts, options, models and answers as values. */
class AiTypesTest {
    private static final JsonNode SCHEMA = json("{'type':'object'}");

    @ParameterizedTest
    @CsvSource({
        "BGE_SMALL_EN, @cf/baai/bge-small-en-v1.5, 384, 512, true",
        "BGE_BASE_EN, @cf/baai/bge-base-en-v1.5, 768, 512, true",
        "BGE_LARGE_EN, @cf/baai/bge-large-en-v1.5, 1024, 512, true",
        "BGE_M3, @cf/baai/bge-m3, 1024, 8192, true",
        "EMBEDDINGGEMMA, @cf/google/embeddinggemma-300m, 768, 2048, false",
        "QWEN3, @cf/qwen/qwen3-embedding-0.6b, 1024, 8192, false"
    })
    void knowsTheEmbeddingModels(AiEmbeddingModel model, String id, int dimensions, int tokens, boolean pooled) {
        assertEquals(id, model.id());
        assertEquals(dimensions, model.dimensions());
        assertEquals(tokens, model.maxTokens());
        assertEquals(pooled, model.pooled());
        assertSame(model, AiEmbeddingModel.of(id));
        assertNull(AiEmbeddingModel.of(id + "-x"));
    }

    @Test
    void poolingsAreNamedAsCloudflareSpellsThem() {
        assertEquals("cls", AiPooling.CLS.label());
        assertEquals("mean", AiPooling.MEAN.label());
    }

    @Test
    void optionsAreChangedOneByOne() {
        AiGateway gateway = AiGateway.builder("main").build();

        AiOptions all = AiOptions.NONE
                .withQueueRequest(true)
                .withRejectIfBusy(true)
                .withTags(List.of("a"))
                .withPrefix("p")
                .withExtraHeaders(Map.of("X", "secret"))
                .withGateway(gateway);

        assertEquals(new AiOptions(true, true, List.of("a"), "p", Map.of("X", "secret"), gateway), all);
        assertEquals(all, all.withQueueRequest(true).withRejectIfBusy(true).withTags(List.of("a")));
        assertEquals(new AiOptions(false, false, List.of(), null, Map.of(), null), AiOptions.NONE);
        assertEquals(
                "AiOptions[queueRequest=true, rejectIfBusy=true, tags=[a], prefix=p, extraHeaders=[X],"
                        + " gateway=AiGateway[main]]",
                all.toString());
    }

    @Test
    void gatewaysAreBuiltSettingBySetting() {
        Retries retries = new Retries(3, Duration.ofMillis(50), Backoff.LINEAR);

        AiGateway gateway = AiGateway.builder("main")
                .cacheKey("key")
                .cacheTtl(Duration.ofHours(1))
                .skipCache(true)
                .metadata("team", "search")
                .metadata("take", 2)
                .collectLog(false)
                .eventId("event")
                .requestTimeout(Duration.ofSeconds(9))
                .retries(retries)
                .build();

        assertEquals(
                new AiGateway(
                        "main",
                        "key",
                        Duration.ofHours(1),
                        true,
                        Map.of("team", "search", "take", 2),
                        false,
                        "event",
                        Duration.ofSeconds(9),
                        retries),
                gateway);
        assertEquals(
                new AiGateway("bare", null, null, false, Map.of(), null, null, null, null),
                AiGateway.builder("bare").build());
        assertEquals("AiGateway[main]", gateway.toString());
    }

    @Test
    void promptsGrow() {
        AiTool tool = new AiTool("weather", "Tells the weather", SCHEMA);
        AiMessage question = AiMessage.user("why");

        AiPrompt prompt = AiPrompt.of(List.of(AiMessage.system("be short")))
                .withMessage(question)
                .withTools(List.of(tool))
                .withResponseSchema(SCHEMA)
                .with("seed", 7)
                .with("top_p", 0.5);

        assertEquals(
                new AiPrompt(
                        null,
                        List.of(AiMessage.system("be short"), question),
                        List.of(tool),
                        SCHEMA,
                        Map.of("seed", 7, "top_p", 0.5)),
                prompt);
        assertEquals(new AiPrompt("why", List.of(), List.of(), null, Map.of()), AiPrompt.of("why"));
    }

    @Test
    void messagesHaveTheirRoles() {
        AiToolCall call = new AiToolCall("1", "weather", SCHEMA);
        AiReply reply = new AiReply(json("'yes'"), List.of(call), null, SCHEMA);

        assertEquals(new AiMessage("system", "a", null, null, List.of()), AiMessage.system("a"));
        assertEquals(new AiMessage("user", "a", null, null, List.of()), AiMessage.user("a"));
        assertEquals(new AiMessage("assistant", "yes", null, null, List.of(call)), AiMessage.assistant(reply));
        assertEquals(new AiMessage("tool", "sunny", "weather", "1", List.of()), AiMessage.tool(call, "sunny"));
    }

    @Test
    void repliesHaveATextInAnyCase() {
        assertEquals("yes", reply("'yes'").text());
        assertEquals("", reply("null").text());
        assertEquals("{\"a\":1}", reply("{'a':1}").text());
        assertEquals("7", reply("7").text());
    }

    @Test
    void embeddingsAreTakenByTheirText() {
        float[][] data = {{1, 2}, {3, 4}};

        AiEmbeddings embeddings = new AiEmbeddings(data, 2, AiPooling.MEAN);

        assertArrayEquals(new float[] {3, 4}, embeddings.vector(1));
        for (int text : new int[] {-1, 2, 5}) {
            assertEquals(
                    "no vector " + text + ": the answer has 2, one per text, and the first is vector 0",
                    assertThrows(IndexOutOfBoundsException.class, () -> embeddings.vector(text))
                            .getMessage());
        }
    }

    @Test
    void showsSizesAndNamesOnly() {
        JsonNode secret = json("{'secret':'secret'}");
        AiToolCall call = new AiToolCall("1", "weather", secret);
        AiMessage message = new AiMessage("user", "secret", null, null, List.of(call));

        assertEquals(
                List.of(
                        "AiToolCall[id=1, name=weather, arguments=an object of 1]",
                        "AiMessage[role=user, content=6 characters, name=null, toolCallId=null, toolCalls=[weather]]",
                        "AiPrompt[prompt=6 characters, messages=0, tools=[], responseSchema=none, settings=[]]",
                        "AiPrompt[prompt=none, messages=1, tools=[weather], responseSchema=an object of 1,"
                                + " settings=[seed, stop]]",
                        "AiReply[response=6 characters, toolCalls=[weather], usage=null]",
                        "AiEvent[6 characters]",
                        "AiEmbeddings[2 vectors of 3 dimensions, pooling=null]",
                        "AiDocument[name=a.txt, mimeType=text/plain, 6 bytes]",
                        "AiMarkdown[id=1, name=a.txt, mimeType=text/plain, format=text, tokens=1, data=6 characters]",
                        "AiBatch[status=complete, results=1]",
                        "Result[id=0, success=true, result=a list of 2, externalReference=ref]"),
                List.of(
                                call,
                                message,
                                AiPrompt.of("secret"),
                                AiPrompt.of(List.of(message))
                                        .withTools(List.of(new AiTool("weather", "secret", secret)))
                                        .withResponseSchema(secret)
                                        .with("stop", "secret")
                                        .with("seed", 7),
                                new AiReply(json("'secret'"), List.of(call), null, secret),
                                new AiEvent("secret", secret),
                                new AiEmbeddings(new float[2][3], 3, null),
                                new AiDocument("a.txt", "text/plain", "secret".getBytes(StandardCharsets.UTF_8)),
                                new AiMarkdown("1", "a.txt", "text/plain", "text", 1, "secret"),
                                new AiBatch("complete", List.of(result("['secret',1]"))),
                                result("['secret',1]"))
                        .stream()
                        .map(Object::toString)
                        .toList());
    }

    private static AiBatch.Result result(String json) {
        return new AiBatch.Result(0, true, json(json), "ref");
    }

    @Test
    void valuesKeepTheirLists() {
        List<String> tags = new ArrayList<>(List.of("a"));
        List<AiBatch.Result> results = new ArrayList<>(List.of(new AiBatch.Result(0, true, SCHEMA, null)));
        AiOptions options = AiOptions.NONE.withTags(tags);
        AiBatch batch = new AiBatch("complete", results);
        AiModel model = new AiModel("id", "name", "d", "t", tags, Map.of());

        tags.clear();
        results.clear();

        assertEquals(List.of("a"), options.tags());
        assertEquals(1, batch.results().size());
        assertEquals(List.of("a"), model.tags());
    }

    @Test
    void batchesAndDocumentsSayHowTheyEnded() {
        assertTrue(new AiBatch("complete", List.of()).complete());
        assertFalse(new AiBatch("running", List.of()).complete());
        assertTrue(new AiMarkdown("1", "a.xyz", "x/y", "error", 0, "unknown type").failed());
        assertFalse(new AiMarkdown("1", "a.txt", "text/plain", "text", 1, "a").failed());
    }

    @Test
    void filtersAreChangedOneByOne() {
        assertEquals(
                new AiModelFilter("bge", "Text Embeddings", "baai", 2, 10),
                AiModelFilter.ALL
                        .withSearch("bge")
                        .withTask("Text Embeddings")
                        .withAuthor("baai")
                        .withPage(2, 10));
        assertEquals(new AiModelFilter(null, null, null, 1, 0), AiModelFilter.ALL);
    }

    @Test
    void bytesAreReadAndClosed() {
        AtomicInteger closings = new AtomicInteger();
        InputStream content = new ByteArrayInputStream(new byte[] {1, 2}) {
            @Override
            public void close() {
                closings.incrementAndGet();
            }
        };

        try (AiBytes bytes = new AiBytes("image/png", content)) {
            assertArrayEquals(new byte[] {1, 2}, bytes.readAll());
        }

        assertEquals(1, closings.get());
    }

    @Test
    void bytesThrowTheErrorOfTheBackend() {
        UnavailableException gone = new UnavailableException(new CallSite(Service.AI, "AI", "run"), null, "gone", null);

        assertSame(gone, assertThrows(UnavailableException.class, failing(new IOException("gone", gone))::readAll));
        assertSame(gone, assertThrows(UnavailableException.class, failing(new IOException("gone", gone))::close));
        IOException plain = new IOException("reset");
        assertSame(
                plain,
                assertThrows(UncheckedIOException.class, failing(plain)::readAll)
                        .getCause());
        assertSame(
                plain,
                assertThrows(UncheckedIOException.class, failing(plain)::close).getCause());
    }

    private static AiBytes failing(IOException thrown) {
        return new AiBytes("image/png", new InputStream() {
            @Override
            public int read() throws IOException {
                throw thrown;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                throw thrown;
            }

            @Override
            public void close() throws IOException {
                throw thrown;
            }
        });
    }

    private static AiReply reply(String response) {
        return new AiReply(json(response), List.of(), null, SCHEMA);
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text.replace('\'', '"'));
    }
}
