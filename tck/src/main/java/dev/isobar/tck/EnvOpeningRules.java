package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import java.util.List;

/** Rules ENV-OPEN-01 to ENV-OPEN-04: what is found when an environment opens. */
abstract class EnvOpeningRules {
    private static final String WRANGLER = """
        [[kv_namespaces]]
        binding = "CACHE"
        [[d1_databases]]
        binding = "DB"
        """;

    @Rule("ENV-OPEN-01")
    void tellsAllMistakesAtOnce(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER + "[[r2_buckets]]\nbucket_name = 'files'\n")
                .write("isobar.toml", "[backends]\nCACHE = 'nowhere:'\nDB = 'jdbc:sqlite:app.db'\n[more]\n")
                .variable("ISOBAR_PROFILE", "test");

        List<String> problems = folder.problems();

        assertEquals(
                List.of(
                        "wrangler.toml:5: r2_buckets[0]: 'binding' is missing; add it",
                        "isobar.toml:4: more: unknown key; known are backends, bindings, limits, profiles, unplaced",
                        "ISOBAR_PROFILE: isobar.toml has no profile 'test'; it has none"),
                problems.subList(0, 3));
        assertEquals(5, problems.size(), problems::toString);
    }

    @Rule("ENV-OPEN-01")
    void putsAllMistakesIntoTheMessage(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "[one]\n[two]\n");

        ConfigurationException refusal = assertThrows(ConfigurationException.class, folder::open);
        String message = String.valueOf(refusal.getMessage());

        assertTrue(message.contains("isobar.toml:1: one: ") && message.contains("isobar.toml:2: two: "), message);
    }

    @Rule("ENV-OPEN-01")
    void tellsNoConsequencesOfAMistake(EnvFolder folder) {
        folder.write("wrangler.toml", """
            [[queues.producers]]
            binding = "JOBS"
            queue = "jobs"
            [[queues.consumers]]
            queue = "jobs"
            """).write("isobar.toml", "[backends]\nJOBS = 'nowhere:'\n");

        assertTrue(folder.problem().startsWith("isobar.toml:2: backends.JOBS: unknown scheme nowhere:"));
    }

    @Rule("ENV-OPEN-01")
    void tellsNoConsequencesOfAFileThatCannotBeRead(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "profiles = [\n")
                .variable("ISOBAR_PROFILE", "test")
                .variable("ISOBAR_BACKENDS_OTHER", "memory:");
        assertTrue(folder.problem().startsWith("isobar.toml:"), "the file is named");

        folder.write("wrangler.toml", "env = [\n")
                .write("isobar.toml", "[backends]\nCACHE = 'memory:'\n[profiles.test]\n")
                .variable("ISOBAR_ENV", "staging");
        assertTrue(folder.problem().startsWith("wrangler.toml:"), "the file is named");
    }

    @Rule("ENV-OPEN-02")
    void namesTheMissingArtifact(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "[backends]\nDB = 'jdbc:sqlite:app.db'\n");

        assertEquals(
                "isobar.toml:2: backends.DB: no backend for jdbc: on the path;"
                        + " add the dependency dev.isobar:isobar-backend-jdbc",
                folder.problem());
    }

    @Rule("ENV-OPEN-03")
    void namesTheSchemesThatThereAre(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "[backends]\n\nCACHE = 'memori:'\n");

        String problem = folder.problem();

        assertTrue(
                problem.startsWith(
                        "isobar.toml:3: backends.CACHE: unknown scheme memori: for kv; on the path for kv are"),
                problem);
        assertTrue(problem.endsWith("; did you mean 'memory'?"), problem);
    }

    @Rule("ENV-OPEN-03")
    void namesBothPartsOfASchemeThatNobodyServes(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "[backends]\nCACHE = 'JDBC:PostgreSQL://db/app'\n");

        String problem = folder.problem();

        assertTrue(
                problem.startsWith("isobar.toml:2: backends.CACHE: unknown scheme jdbc:postgresql: for kv;"
                        + " on the path for kv are "),
                problem);
    }

    @Rule("ENV-OPEN-03")
    void refusesWhatIsNoUrl(EnvFolder folder) {
        folder.write("isobar.toml", "[bindings]\nCACHE = 'kv'\n[backends]\nCACHE = 'memory'\n");

        assertEquals(
                "isobar.toml:4: backends.CACHE: not a backend URL; a URL starts with a scheme, such as memory:",
                folder.problem());
    }

    @Rule("ENV-OPEN-04")
    void refusesSettingsThatTheBackendDoesNotKnow(EnvFolder folder) {
        folder.write("isobar.toml", "[bindings]\nCACHE = 'kv'\n[backends]\nCACHE = 'memory:?size=12'\n");

        assertEquals("isobar.toml:4: backends.CACHE: unknown setting 'size'; memory: takes none", folder.problem());
    }
}
