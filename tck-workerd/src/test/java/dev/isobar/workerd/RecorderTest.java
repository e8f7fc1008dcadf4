package dev.isobar.workerd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class RecorderTest {
    @RegisterExtension
    static final Recorder RECORDER = new Recorder();

    @Test
    void everyScenarioBeginsWithAnEmptyStore() {
        JsonNode scenario = json("""
                {"id": "kv/test/01", "steps": [
                  {"op": "listNames", "args": {}},
                  {"op": "put", "args": {"key": "a", "value": "1"}},
                  {"op": "list", "args": {"options": {"limit": 1}}}]}""");
        JsonNode expected = json("""
                [{"names": [], "list_complete": true, "hasCursor": false},
                 {"$void": true},
                 {"keys": [{"name": "a"}], "list_complete": true, "cacheStatus": null}]""");

        assertEquals(expected, RECORDER.record(scenario));
        assertEquals(expected, RECORDER.record(scenario));
    }

    @Test
    void unknownOperationsAreRefused() {
        JsonNode scenario = json("{\"id\": \"r2/test/01\", \"steps\": [{\"op\": \"copy\"}]}");

        assertEquals(
                "r2 has no operation copy",
                assertThrows(IllegalArgumentException.class, () -> RECORDER.record(scenario))
                        .getMessage());
    }

    private static JsonNode json(String text) {
        return JsonMapper.shared().readTree(text);
    }
}
