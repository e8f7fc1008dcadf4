package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.vectorize.VectorizeVector;
import java.util.List;

/** Rules ENV-CONN-01 to ENV-CONN-03: which bindings share a connection and a store. */
abstract class EnvConnectionRules {
    private static final String NAMESPACES = """
            [[kv_namespaces]]
            binding = "CACHE"
            id = "sessions"
            [[kv_namespaces]]
            binding = "OTHER"
            id = "sessions"
            """;
    private static final String INDEXES = """
            [[vectorize]]
            binding = "DOCS"
            index_name = "docs"
            [[vectorize]]
            binding = "NOTES"
            index_name = "docs"
            """;

    @Rule("ENV-CONN-01")
    void sharesAStoreBetweenUrlsThatDifferInForm(EnvFolder folder) {
        folder.write("wrangler.toml", NAMESPACES)
                .write("isobar.toml", "[backends]\nCACHE = 'memory:'\nOTHER = 'MEMORY:?'\n");

        try (Env env = folder.open()) {
            env.kv("CACHE").put("session:1", "open");

            assertEquals("open", env.kv("OTHER").get("session:1"));
        }
    }

    @Rule("ENV-CONN-01")
    void sharesAStoreBetweenUrlsWithSettingsInAnotherOrder(EnvFolder folder) {
        folder.write("wrangler.toml", INDEXES).write("isobar.toml", """
                        [backends]
                        DOCS = "memory:?dimensions=2&metric=euclidean"
                        NOTES = "memory:?metric=euclidean&dimensions=2"
                        """);

        try (Env env = folder.open()) {
            env.vectorize("DOCS").upsert(List.of(VectorizeVector.of("readme", 1, 2)));

            assertEquals(1, env.vectorize("NOTES").getByIds(List.of("readme")).size());
        }
    }

    @Rule("ENV-CONN-02")
    void refusesTwoSettingsForOneStore(EnvFolder folder) {
        folder.write("wrangler.toml", INDEXES).write("isobar.toml", """
                        [backends]
                        DOCS = "memory:?dimensions=2&metric=euclidean"
                        NOTES = "memory:?dimensions=768&metric=euclidean"
                        """);

        assertEquals(
                "isobar.toml:3: backends.NOTES: setting 'dimensions' of NOTES differs from that of DOCS"
                        + " (isobar.toml:2: backends.DOCS), which uses the same store; use the same settings for both",
                folder.problem());
    }

    @Rule("ENV-CONN-03")
    void reportsTheSettingsOfEachBindingOfAConnection(EnvFolder folder) {
        folder.write("wrangler.toml", INDEXES).write("isobar.toml", """
                        [backends]
                        DOCS = "memory:?dimensions=0&metrik=cosine"
                        NOTES = "memory:?metric=near"
                        """);

        List<String> problems = folder.problems();

        assertEquals(3, problems.size(), problems::toString);
        assertTrue(problems.get(1).endsWith("; did you mean 'metric'?"), problems::toString);
    }

    @Rule("ENV-CONN-03")
    void quotesNoValueThatCameFromAVariable(EnvFolder folder) {
        folder.write("wrangler.toml", INDEXES)
                .write("isobar.toml", "[backends]\nDOCS = 'memory:?dimensions=${env:SIZE}'\n")
                .variable("SIZE", "twenty");

        String problem = folder.problem();

        assertTrue(problem.contains("setting 'dimensions'"), problem);
        assertFalse(problem.contains("twenty"), problem);
    }
}
