package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule ENV-FILE-09: which keys are taken for misspelt ones. */
class MisspellingTest {
    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ai, none",
                "AI, ai",
                "ia, none",
                "api, none",
                "envs, env",
                "en, env",
                "dev, none",
                "evn, none",
                "vecterize, vectorize",
                "VectorizeDB, vectorize",
                "vectorizes_, vectorize",
                "vectorize_on, none",
                "queue, queues",
                "queueing, none",
                "d1-database, d1_databases",
                "services, none",
                "kvNamespaces, kv_namespaces",
                "kv-namespace, kv_namespaces",
                "kv, none",
            })
    void isWithinTwoEdits(String key, @Nullable String meant) {
        assertEquals(meant, Misspelling.of(key, WranglerKeys.TOP.read(), WranglerKeys.TOP.others()));
    }

    @Test
    void isNotNearerToAnotherKey() {
        Set<String> read = Set.of("preview_id");

        assertEquals("preview_id", Misspelling.of("preview_ids", read, Set.of()));
        assertNull(Misspelling.of("preview_idex", read, Set.of("preview_index")));
    }
}
