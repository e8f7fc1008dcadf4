package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBinding;
import dev.isobar.ai.Ai;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.vectorize.VectorizeIndex;
import java.util.List;

/** Rules ENV-BIND-01 to ENV-BIND-08: how bindings are declared. */
abstract class EnvDeclarationRules {
    record Worker(Ai AI, R2Bucket FILES, KVNamespace CACHE, Queue JOBS, VectorizeIndex DOCS) {}

    @Rule("ENV-BIND-01")
    void declaresBindingsAsForAWorker(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
                {
                  "ai": { "binding": "AI" },
                  "kv_namespaces": [ { "binding": "CACHE", "id": "c0ffee" } ],
                  "queues": { "producers": [ { "binding": "JOBS", "queue": "jobs" } ] },
                  "r2_buckets": [ { "binding": "FILES", "bucket_name": "files" } ],
                  "vectorize": [ { "binding": "DOCS", "index_name": "docs" } ]
                }
                """);

        try (Env env = folder.open()) {
            Worker worker = env.as(Worker.class);

            assertSame(env.ai("AI"), worker.AI());
            assertSame(env.r2("FILES"), worker.FILES());
            assertSame(env.kv("CACHE"), worker.CACHE());
            assertSame(env.queue("JOBS"), worker.JOBS());
            assertSame(env.vectorize("DOCS"), worker.DOCS());
        }
    }

    @Rule("ENV-BIND-01")
    void declaresDatabases(EnvFolder folder) {
        folder.write(
                "wrangler.toml", "[[d1_databases]]\nbinding = 'DB'\ndatabase_name = 'shop'\nmigrations_dir = 'sql'\n");

        assertTrue(folder.problem().startsWith("wrangler.toml:1: d1_databases[0]: no backend for memory: on the path"));
    }

    @Rule("ENV-BIND-02")
    void refusesAnEntryWithoutAName(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
                {
                  "kv_namespaces": [
                    { "binding": "CACHE" },
                    { "bindng": "SESSIONS" }
                  ]
                }
                """);

        String problem = folder.problem();

        assertEquals(
                "wrangler.jsonc:4: kv_namespaces[1]: 'binding' is missing;"
                        + " there is 'bindng', did you mean 'binding'?",
                problem);
    }

    @Rule("ENV-BIND-02")
    void refusesAnEntryWithoutItsStore(EnvFolder folder) {
        folder.write("wrangler.toml", """
                [[vectorize]]
                binding = "DOCS"
                [[queues.producers]]
                binding = "JOBS"
                """);

        List<String> problems = folder.problems();

        assertEquals(
                List.of(
                        "wrangler.toml:1: vectorize[0]: 'index_name' is missing; add it",
                        "wrangler.toml:3: queues.producers[0]: 'queue' is missing; add it"),
                problems.subList(0, 2));
    }

    @Rule("ENV-BIND-03")
    void refusesANameThatIsDeclaredTwice(EnvFolder folder) {
        folder.write("wrangler.toml", """
                [[kv_namespaces]]
                binding = "FILES"
                [[r2_buckets]]
                binding = "FILES"
                """);

        String problem = folder.problem();

        assertEquals(
                "wrangler.toml:3: r2_buckets[0]: 'FILES' is declared at wrangler.toml:1: kv_namespaces[0] too;"
                        + " rename one of them",
                problem);
    }

    @Rule("ENV-BIND-04")
    void sharesAStoreBetweenBindingsOfOneId(EnvFolder folder) {
        folder.write("wrangler.toml", """
                [[kv_namespaces]]
                binding = "READS"
                id = "c0ffee"
                preview_id = "decaf"
                [[kv_namespaces]]
                binding = "WRITES"
                id = "c0ffee"
                [[kv_namespaces]]
                binding = "OTHER"
                id = "decaf"
                """);

        try (Env env = folder.open()) {
            env.kv("WRITES").put("session", "open");

            assertEquals("open", env.kv("READS").get("session"));
            assertNull(env.kv("OTHER").get("session"));
        }
    }

    @Rule("ENV-BIND-05")
    void refusesValuesOfAnotherType(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
                {
                  "kv_namespaces": [ { "binding": "CACHE",
                    "id": 12 } ],
                  "r2_buckets": { "binding": "FILES" },
                  "ai": "AI"
                }
                """);

        List<String> problems = folder.problems();

        assertEquals(
                List.of(
                        "wrangler.jsonc:3: kv_namespaces[0].id: must be a text that is not empty",
                        "wrangler.jsonc:4: r2_buckets: must be an array of tables",
                        "wrangler.jsonc:5: ai: must be a table"),
                problems);
    }

    @Rule("ENV-BIND-05")
    void refusesANameThatIsNoIdentifier(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'my-cache'\n");

        String problem = folder.problem();

        assertEquals(
                "wrangler.toml:1: kv_namespaces[0]: a binding's name must be an identifier: letters, digits, _ and $,"
                        + " no digit first",
                problem);
    }

    @Rule("ENV-BIND-06")
    void takesBindingsFromItsOwnFileWithoutWrangler(EnvFolder folder) {
        folder.write("isobar.toml", "[bindings]\nCACHE = 'kv'\n");

        try (Env env = folder.open()) {
            assertNotNull(env.kv("CACHE"));
        }
    }

    @Rule("ENV-BIND-06")
    void namesTheServicesThatThereAre(EnvFolder folder) {
        folder.write("isobar.toml", "[bindings]\nJOBS = 'queue'\n");

        String problem = folder.problem();

        assertEquals(
                "isobar.toml:2: bindings.JOBS: unknown service 'queue'; known are ai, d1, kv, queues, r2, vectorize;"
                        + " did you mean 'queues'?",
                problem);
    }

    @Rule("ENV-BIND-07")
    void refusesBindingsInBothFiles(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "[bindings]\nCACHE = 'kv'\n");

        String problem = folder.problem();

        assertEquals(
                "isobar.toml:1: bindings: wrangler.toml declares the bindings; keep them in one of the two", problem);
    }

    @Rule("ENV-BIND-08")
    void enumeratesBindings(EnvFolder folder) {
        folder.write("wrangler.toml", """
                [[kv_namespaces]]
                binding = "CACHE"
                id = "c0ffee"
                [[queues.producers]]
                binding = "JOBS"
                queue = "jobs"
                [[queues.consumers]]
                queue = "jobs"
                max_batch_size = 2
                """);

        try (Env env = folder.open()) {
            List<EnvBinding> bindings = env.bindings();

            assertEquals(
                    List.of("CACHE kv c0ffee memory", "JOBS queues jobs memory"),
                    bindings.stream()
                            .map(binding -> binding.name() + " "
                                    + binding.service().label() + " " + binding.store() + " " + binding.scheme())
                            .toList());
            assertEquals(env.capabilities("CACHE"), bindings.get(0).capabilities());
            assertEquals("jobs", env.consumers().get(0).queue());
            assertEquals(2, env.consumers().get(0).settings().maxBatchSize());
            assertFalse(env.consumers().get(0).running());
        }
    }
}
