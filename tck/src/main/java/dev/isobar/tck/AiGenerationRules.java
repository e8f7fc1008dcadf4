package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.ai.AiMessage;
import dev.isobar.ai.AiPrompt;
import dev.isobar.ai.AiReply;
import dev.isobar.ai.AiTool;
import dev.isobar.ai.AiToolCall;
import dev.isobar.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Rules AI-22 and AI-50 to AI-52: text, tools, JSON. */
abstract class AiGenerationRules {
    private static final JsonNode CITY = JsonMapper.shared()
            .readTree(
                    "{'type':'object','properties':{'city':{'type':'string'}},'required':['city']}".replace('\'', '"'));
    private static final AiTool WEATHER = new AiTool("weather", "Tells the weather of a city", CITY);
    private static final AiPrompt QUESTION =
            AiPrompt.of(List.of(AiMessage.user("What is the weather in Lisbon? Call the tool.")));

    @Rule(value = "AI-22", needsModel = AiModels.TEXT)
    void answersAPromptWithAResponse(Ai ai) {
        JsonNode answer = ai.run(AiModels.TEXT, Map.of("prompt", "Say hello."));

        assertTrue(answer.path("response").isString(), "response is not text");
    }

    @Rule(value = "AI-22", needsModel = AiModels.TEXT)
    void answersAConversation(Ai ai) {
        AiReply reply = ai.generate(AiModels.TEXT, AiPrompt.of(List.of(AiMessage.user("Say hello."))));

        assertFalse(reply.text().isEmpty());
    }

    @Rule(value = "AI-50", needsModel = AiModels.TEXT)
    void asksForAToolOfOpenAisForm(Ai ai) {
        AiReply reply = ai.generate(AiModels.TEXT, QUESTION.withTools(List.of(WEATHER)));

        assertEquals(1, reply.toolCalls().size());
        assertEquals("weather", reply.toolCalls().get(0).name());
        assertTrue(reply.toolCalls().get(0).arguments().isObject(), "the arguments are no object");
    }

    @Rule(value = "AI-50", needsModel = AiModels.TEXT)
    void asksForAToolOfTheShortForm(Ai ai) {
        Map<String, Object> tool =
                Map.of("name", "weather", "description", "Tells the weather of a city", "parameters", CITY);
        Map<String, Object> message = Map.of("role", "user", "content", "What is the weather in Lisbon?");

        JsonNode call = ai.run(AiModels.TEXT, Map.of("messages", List.of(message), "tools", List.of(tool)))
                .path("tool_calls")
                .path(0);

        assertEquals("weather", call.path("name").asString(""));
        assertTrue(call.path("arguments").isObject(), "the arguments are no object");
    }

    @Rule(value = "AI-51", needsModel = AiModels.TEXT)
    void goesOnAfterTheResultOfATool(Ai ai) {
        AiPrompt asked = QUESTION.withTools(List.of(WEATHER));
        AiReply first = ai.generate(AiModels.TEXT, asked);
        AiToolCall call = first.toolCalls().get(0);

        AiPrompt answered =
                asked.withMessage(AiMessage.assistant(first)).withMessage(AiMessage.tool(call, "sunny, 24 degrees"));
        AiReply second = assertDoesNotThrow(
                () -> ai.generate(AiModels.TEXT, answered), "a conversation goes on after the result of a tool");

        assertFalse(second.text().isEmpty());
    }

    @Rule(value = "AI-52", needsModel = AiModels.TEXT)
    void answersWithADocumentInJsonMode(Ai ai) {
        AiReply reply = assertDoesNotThrow(
                () -> ai.generate(AiModels.TEXT, QUESTION.withResponseSchema(CITY)),
                "an answer in JSON mode is a document");

        assertTrue(reply.raw().path("response").isObject(), "response is not an object");
        assertEquals(reply.raw().path("response"), reply.response());
    }

    @Rule(value = "AI-52", needsModel = AiModels.TEXT)
    void refusesToStreamJson(Ai ai) {
        assertThrows(InvalidRequestException.class, () -> ai.stream(AiModels.TEXT, QUESTION.withResponseSchema(CITY)));
    }
}
