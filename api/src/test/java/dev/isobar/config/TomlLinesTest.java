package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import tools.jackson.core.JsonPointer;

class TomlLinesTest {
    private final Map<JsonPointer, Integer> lines = TomlLines.of("""
            name = "shop"
            note = \"""
            [backends]
            lie = 1
            \"""

            [[kv_namespaces]]
            binding = "CACHE"
            [[kv_namespaces]]
              "binding" = "OTHER"

            [env.production.queues]
            consumers = [ { queue = "jobs" } ]
            [[env.production.d1_databases]]
            binding = "DB"
            settings.depth = 2
            """);

    @Test
    void findsTablesAndKeys() {
        assertEquals(1, line("/name"));
        assertEquals(7, line("/kv_namespaces/0"));
        assertEquals(8, line("/kv_namespaces/0/binding"));
        assertEquals(10, line("/kv_namespaces/1/binding"));
        assertEquals(13, line("/env/production/queues/consumers"));
        assertEquals(15, line("/env/production/d1_databases/0/binding"));
        assertEquals(16, line("/env/production/d1_databases/0/settings/depth"));
    }

    @Test
    void leavesTextOverSeveralLinesAside() {
        assertEquals(2, line("/note"));
        assertNull(lines.get(JsonPointer.compile("/backends")));
    }

    private @Nullable Integer line(String pointer) {
        return lines.get(JsonPointer.compile(pointer));
    }
}
