package dev.isobar.backend.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.ai.Ai;
import dev.isobar.ai.AiEmbeddingModel;
import dev.isobar.ai.AiEmbeddings;
import dev.isobar.ai.AiEvent;
import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiPooling;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiScore;
import dev.isobar.ai.AiStream;
import dev.isobar.ai.AiTool;
import dev.isobar.ai.AiToolCall;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.AiFailureException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The code of {@code docs/ai.md}. */
class AiDocsTest {
    private static final String LLAMA = "@cf/meta/llama-3.1-8b-instruct";

    @Test
    void embedsAndRanks() {
        try (Env env = Env.builder().bind(Service.AI, "AI", "memory:").open()) {
            Ai ai = env.ai("AI");

            String model = AiEmbeddingModel.BGE_SMALL_EN.id();
            AiEmbeddings embeddings = ai.embed(model, List.of("The harbour at dawn", "Baking bread"), AiPooling.CLS);
            float[] first = embeddings.vector(0);

            List<AiScore> ranked = ai.rerank(
                    "@cf/baai/bge-reranker-base", "ships at dawn", List.of("Baking bread", "The harbour at dawn"), 1);

            assertEquals(384, first.length);
            assertEquals(1, ranked.get(0).id());
        }
    }

    @Test
    void letsFunctionsBeModels() {
        AiDriver models = MemoryAi.builder()
                .model(LLAMA, inputs -> "Hello, " + inputs.path("prompt").asString("nobody"))
                .model("@cf/meta/m2m100-1.2b", inputs -> Map.of("translated_text", "olá"))
                .streaming(
                        "@cf/openai/gpt-oss-20b", inputs -> List.of("Hel", "lo").iterator())
                .model("@cf/busy/model", inputs -> {
                    throw new AiFailureException(429, 3040, "Capacity temporarily exceeded, please try again.", null);
                })
                .build();
        try (Env env = Env.builder().bind(Service.AI, "AI", models).open()) {
            Ai ai = env.ai("AI");

            JsonNode answer = ai.run("@cf/meta/m2m100-1.2b", Map.of("text", "hello", "target_lang", "pt"));

            assertEquals("olá", answer.path("translated_text").asString(""));
            assertThrows(ThrottledException.class, () -> ai.run("@cf/busy/model", Map.of("prompt", "hello")));
            assertEquals("Hello, Ada", ai.generate(LLAMA, AiPrompt.of("Ada")).text());
            assertEquals("Hello, Ada", streamed(ai, LLAMA));
            assertEquals("Hello", streamed(ai, "@cf/openai/gpt-oss-20b"));
        }
    }

    private static String streamed(Ai ai, String model) {
        StringBuilder page = new StringBuilder();
        try (AiStream stream = ai.stream(model, Map.of("prompt", "Ada"))) {
            for (AiEvent event : stream) {
                page.append(event.text());
            }
        }
        return page.toString();
    }

    @Test
    void answersToolCalls() {
        JsonNode schema = JsonMapper.shared().readTree("{\"type\":\"object\",\"properties\":{\"city\":{}}}");
        AiDriver models = MemoryAi.builder()
                .model(
                        LLAMA,
                        inputs -> inputs.path("messages").size() > 1
                                ? "It is sunny."
                                : Map.of(
                                        "tool_calls",
                                        List.of(Map.of("name", "weather", "arguments", Map.of("city", "Lisbon")))))
                .build();
        List<String> cities = new ArrayList<>();
        try (Env env = Env.builder().bind(Service.AI, "AI", models).open()) {
            Ai ai = env.ai("AI");

            AiPrompt prompt = AiPrompt.of(List.of(AiMessage.user("What is the weather in Lisbon?")))
                    .withTools(List.of(new AiTool("weather", "Tells the weather of a city", schema)));
            AiReply reply = ai.generate(LLAMA, prompt);
            if (!reply.toolCalls().isEmpty()) {
                prompt = prompt.withMessage(AiMessage.assistant(reply));
                for (AiToolCall call : reply.toolCalls()) {
                    String city = call.arguments().path("city").asString("");
                    prompt = prompt.withMessage(AiMessage.tool(call, weather(city)));
                    cities.add(city);
                }
                reply = ai.generate(LLAMA, prompt);
            }

            assertEquals("It is sunny.", reply.text());
            assertEquals(List.of("Lisbon"), cities);
        }
    }

    private static String weather(String city) {
        return city.isEmpty() ? "unknown" : "sunny";
    }
}
