package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** The frame itself, with a runtime made up: it refuses to delete in a namespace where {@code b} was stored. */
class WorkerdShrinkingTest {
    private static final JsonNode VOID = Forms.of(Map.of("$void", true));
    private static final JsonNode UNSAVED = Forms.of(Map.of("$unsaved", "p.cursor"));
    private static final JsonNode ERROR = Forms.of(Map.of("$error", Map.of("name", "Error", "message", "no")));

    private final Comparison comparison = new Comparison(WorkerdShrinkingTest::outcomes, new MemoryKv());

    private static JsonNode outcomes(JsonNode scenario) {
        List<JsonNode> outcomes = new ArrayList<>();
        boolean stored = false;
        for (JsonNode step : scenario.get("steps")) {
            boolean deletes = step.get("op").stringValue().equals("delete");
            stored |= !deletes && step.get("args").get("key").stringValue().contains("b");
            outcomes.add(deletes && stored ? ERROR : VOID);
        }
        return Forms.array(outcomes);
    }

    private static Step put(String key) {
        return put(key, "some text");
    }

    private static Step put(String key, String value) {
        return Step.of("put").with("key", key).with("value", value);
    }

    private static Scenario scenario(Step... steps) {
        return new Scenario(
                Forms.members(), List.of(steps).stream().map(Step::json).toList());
    }

    @Test
    void findsTheSmallestScenario() throws Exception {
        Verdict found = comparison.judge(
                scenario(put("a"), put("cab"), put("d"), Step.of("delete").with("key", "e"), put("f"), put("g")));

        Verdict smallest = Shrinker.shrink(comparison, found);

        assertEquals(
                scenario(put("b", "a"), Step.of("delete").with("key", "a"))
                        .json()
                        .toString(),
                smallest.scenario().json().toString());
    }

    @Test
    void leavesOutStepsThatReferToWhatWasNotSaved() throws Exception {
        Comparison unsaved = new Comparison(scenario -> Forms.array(List.of(VOID, UNSAVED, VOID)), new MemoryKv());

        Verdict verdict = unsaved.judge(scenario(put("a"), put("b"), put("c")));

        assertTrue(verdict.agrees());
        assertEquals(scenario(put("a"), put("c")), verdict.scenario());
    }

    @Test
    void tellsBytesAsTheyAreRecorded() throws Exception {
        Comparison other =
                new Comparison(scenario -> Forms.array(List.of(VOID, Forms.bytes(new byte[1]))), new MemoryKv());
        Step get =
                Step.of("get").with("key", "a").with("options", Forms.members().put("type", "arrayBuffer"));

        Verdict verdict = other.judge(scenario(put("a", "b"), get));

        assertEquals(
                List.of("step 1 get outcome: recorded $bytes \"AA==\", found $bytes \"Yg==\""), verdict.differences());
    }
}
