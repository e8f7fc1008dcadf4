package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;

/** Rules ENV-FILE-09 and ENV-URL-10: names that are near to those that are read. */
abstract class EnvSpellingRules {
    private static final String CACHE = "[[kv_namespaces]]\nbinding = 'CACHE'\n";

    @Rule("ENV-FILE-09")
    void refusesMisspeltSettingsOfAConsumer(EnvFolder folder) {
        folder.write("wrangler.toml", """
            [[queues.producers]]
            binding = "JOBS"
            queue = "jobs"
            deliveryDelay = 60
            [[queues.consumers]]
            queue = "jobs"
            max_retires = 10
            dead_leter_queue = "failed"
            """);

        assertEquals(
                List.of(
                        "wrangler.toml:4: queues.producers[0].deliveryDelay: unknown key; did you mean 'delivery_delay'?",
                        "wrangler.toml:7: queues.consumers[0].max_retires: unknown key; did you mean 'max_retries'?",
                        "wrangler.toml:8: queues.consumers[0].dead_leter_queue: unknown key; did you mean"
                                + " 'dead_letter_queue'?"),
                folder.problems());
    }

    @Rule("ENV-FILE-09")
    void refusesMisspeltTablesInEveryEnvironment(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
            {
              "kv-namespaces": [ { "binding": "CACHE" } ],
              "env": {
                "staging": { "Queues": { "producer": [] }, "queues": { "producer": [] } }
              }
            }
            """);

        assertEquals(
                List.of(
                        "wrangler.jsonc:2: kv-namespaces: unknown key; did you mean 'kv_namespaces'?",
                        "wrangler.jsonc:4: env.staging.Queues: unknown key; did you mean 'queues'?",
                        "wrangler.jsonc:4: env.staging.queues.producer: unknown key; did you mean 'producers'?"),
                folder.problems());
    }

    @Rule("ENV-FILE-09")
    void reportsNothingThatFollowsFromAMisspeltKey(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespace]]\nbinding = 'CACHE'\n[[kv_namespaces]]\nbindng = 'PAGES'\n")
                .write("isobar.toml", "[backends]\nCACHE = 'memory:'\nPAGES = 'memory:'\n");

        assertEquals(
                List.of(
                        "wrangler.toml:1: kv_namespace: unknown key; did you mean 'kv_namespaces'?",
                        "wrangler.toml:3: kv_namespaces[0]: 'binding' is missing; there is 'bindng', did you mean"
                                + " 'binding'?"),
                folder.problems());
    }

    @Rule("ENV-FILE-09")
    void takesNoKeyOfWranglerForAMisspeltOne(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
            {
              "$schema": "x", "dev": {}, "rules": [], "route": "x", "routes": [], "vars": {}, "site": {}, "main": "x",
              "secrets": {}, "services": [], "media": {}, "images": {}, "vpc_services": [], "ai_search": [],
              "d1_databases": [ { "binding": "DB", "preview_database_id": "x", "remote": true } ],
              "r2_buckets": [ { "binding": "FILES", "preview_bucket_name": "x", "jurisdiction": "eu" } ],
              "ai": { "binding": "AI", "staging": true },
              "env": { "staging": { "name": "x", "route": "x", "define": {}, "cache": {} } }
            }
            """).code(builder -> builder.backend("DB", "nowhere:"));

        assertEquals(1, folder.problems().size(), () -> folder.problems().toString());
    }

    @Rule("ENV-FILE-09")
    void ignoresKeysThatAreFarFromThoseThatAreRead(EnvFolder folder) {
        folder.write(
                "wrangler.jsonc",
                "{\"uid\": 1, \"kv\": [], \"kv_namespaces\": [{\"binding\": \"CACHE\", \"comment\": 1, \"ids\": 2}]}");

        folder.works();
    }

    @Rule("ENV-URL-10")
    void refusesAVariableThatIsMisspelt(EnvFolder folder) {
        Map<String, String> meant = Map.of(
                "ISOBAR_BACKEND_CACHE", "ISOBAR_BACKENDS_CACHE",
                "ISOBAR_BACKENDSCACHE", "ISOBAR_BACKENDS_CACHE",
                "ISOBAR_BAKENDS_OTHER", "ISOBAR_BACKENDS_OTHER",
                "ISOBAR_PROFIL", "ISOBAR_PROFILE",
                "isobar_env", "ISOBAR_ENV",
                "isobar.profile", "ISOBAR_PROFILE");
        folder.write("wrangler.toml", CACHE);
        meant.keySet().forEach(name -> folder.variable(name, "memory:"));

        assertEquals(
                meant.keySet().stream()
                        .sorted()
                        .map(name ->
                                name + ": Isobar does not read this variable; did you mean '" + meant.get(name) + "'?")
                        .toList(),
                folder.problems());
    }

    @Rule("ENV-URL-10")
    void refusesAPropertyThatIsMisspelt(EnvFolder folder) {
        folder.write("wrangler.toml", CACHE)
                .property("isobar.backend.CACHE", "memory:")
                .property("ISOBAR_PROFILE", "production");

        assertEquals(
                List.of(
                        "-DISOBAR_PROFILE: Isobar does not read this property; did you mean '-Disobar.profile'?",
                        "-Disobar.backend.CACHE: Isobar does not read this property; did you mean"
                                + " '-Disobar.backends.CACHE'?"),
                folder.problems());
    }

    @Rule("ENV-URL-10")
    void ignoresOtherVariablesAndProperties(EnvFolder folder) {
        folder.write("wrangler.toml", CACHE)
                .variable("ISOBAR_TEST_REDIS_URL", "redis://localhost")
                .variable("BACKENDS_CACHE", "nowhere:")
                .property("isobar.tck.reports", "target");

        folder.works();
    }
}
