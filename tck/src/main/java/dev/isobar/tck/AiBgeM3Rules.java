package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.ai.Ai;
import dev.isobar.error.InvalidRequestException;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Rule AI-32: the three forms of bge-m3. */
abstract class AiBgeM3Rules {
    private static final List<Map<String, String>> CONTEXTS =
            List.of(Map.of("text", "bread rises overnight"), Map.of("text", "the ships in the harbour"));

    @Rule(value = "AI-32", needsModel = AiModels.BGE_M3)
    void embedsTexts(Ai ai) {
        JsonNode answer = ai.run(AiModels.BGE_M3, Map.of("text", List.of("one", "two")));

        assertEquals("[2,1024]", answer.path("shape").toString());
        assertEquals(1024, answer.path("data").path(1).size());
        assertEquals("mean", answer.path("pooling").asString(""));
    }

    @Rule(value = "AI-32", needsModel = AiModels.BGE_M3)
    void embedsContexts(Ai ai) {
        JsonNode answer = ai.run(AiModels.BGE_M3, Map.of("contexts", CONTEXTS));

        assertEquals("[2,1024]", answer.path("shape").toString());
        assertEquals(1024, answer.path("response").path(1).size());
        assertEquals("mean", answer.path("pooling").asString(""));
    }

    @Rule(value = "AI-32", needsModel = AiModels.BGE_M3)
    void comparesAQueryWithContexts(Ai ai) {
        JsonNode answer = ai.run(AiModels.BGE_M3, Map.of("query", "ships in a harbour", "contexts", CONTEXTS));

        assertEquals(2, answer.path("response").size());
        assertTrue(score(answer, 1) > score(answer, 0), "the harbour is farther away than the bread");
    }

    @Rule(value = "AI-32", needsModel = AiModels.BGE_M3)
    void cutsALongTextOnRequestOnly(Ai ai) {
        String longText = "harbour ".repeat(9000);

        assertThrows(InvalidRequestException.class, () -> ai.run(AiModels.BGE_M3, Map.of("text", longText)));
        JsonNode cut = ai.run(AiModels.BGE_M3, Map.of("text", longText, "truncate_inputs", true));

        assertEquals(1024, cut.path("data").path(0).size());
    }

    private static double score(JsonNode answer, int id) {
        for (JsonNode entry : answer.path("response")) {
            if (entry.path("id").asInt(-1) == id) {
                return entry.path("score").asDouble();
            }
        }
        throw new AssertionError("no score for context " + id);
    }
}
