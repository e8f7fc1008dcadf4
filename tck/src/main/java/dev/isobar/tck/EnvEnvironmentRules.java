package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.ConfigurationException;
import dev.isobar.kv.KVNamespace;
import java.util.List;

/** Rules ENV-ENV-01 to ENV-ENV-05: the environments of wrangler's file. */
abstract class EnvEnvironmentRules {
    private static final String FILE = """
            {
              "kv_namespaces": [ { "binding": "TOP" }, { "binding": "BOTH" } ],
              "env": {
                "staging": { "kv_namespaces": [ { "binding": "STAGING" } ] },
                "production": { "kv_namespaces": [ { "binding": "PRODUCTION" }, { "binding": "BOTH" } ] }
              }
            }
            """;

    record Top(KVNamespace TOP) {}

    @Rule("ENV-ENV-01")
    void hasTheBindingsOfTheTopLevelByDefault(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE);

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("TOP"), "TOP is declared");
            assertThrows(ConfigurationException.class, () -> env.kv("PRODUCTION"));
        }
    }

    @Rule("ENV-ENV-01")
    void inheritsNoBindings(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("ISOBAR_ENV", "production");

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("PRODUCTION"), "PRODUCTION is declared");
            assertThrows(ConfigurationException.class, () -> env.kv("TOP"));
        }
    }

    @Rule("ENV-ENV-02")
    void saysThatABindingIsNotInherited(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("ISOBAR_ENV", "production");

        try (Env env = folder.open()) {
            String problem = assertThrows(ConfigurationException.class, () -> env.as(Top.class))
                    .problems()
                    .get(0);

            assertTrue(problem.contains("wrangler.jsonc:2: kv_namespaces[0] for the top level only"), problem);
        }
    }

    @Rule("ENV-ENV-03")
    void isChosenByWranglersVariable(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("CLOUDFLARE_ENV", "staging");

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("STAGING"), "STAGING is declared");
        }
    }

    @Rule("ENV-ENV-03")
    void isChosenByItsOwnVariableFirst(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE)
                .variable("CLOUDFLARE_ENV", "nowhere")
                .variable("ISOBAR_ENV", "production");

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("PRODUCTION"), "PRODUCTION is declared");
        }
    }

    @Rule("ENV-ENV-03")
    void isChosenByAPropertyBeforeVariables(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("ISOBAR_ENV", "nowhere").property("isobar.env", "production");

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("PRODUCTION"), "PRODUCTION is declared");
        }
    }

    @Rule("ENV-ENV-03")
    void isChosenByCodeBeforeAll(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE)
                .property("isobar.env", "nowhere")
                .code(builder -> builder.environment("staging"));

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("STAGING"), "STAGING is declared");
        }
    }

    @Rule("ENV-ENV-04")
    void namesTheEnvironmentsThatThereAre(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("ISOBAR_ENV", "prodction");

        String problem = folder.problem();

        assertEquals(
                "ISOBAR_ENV: wrangler.jsonc has no environment 'prodction'; it has staging, production;"
                        + " did you mean 'production'?",
                problem);
    }

    @Rule("ENV-ENV-02")
    void saysThatABindingIsOfAnotherEnvironment(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE);

        try (Env env = folder.open()) {
            String problem = assertThrows(ConfigurationException.class, () -> env.kv("PRODUCTION"))
                    .problems()
                    .get(0);

            assertTrue(
                    problem.contains(
                            "wrangler.jsonc:5: env.production.kv_namespaces[0] for the environment 'production' only"),
                    problem);
        }
    }

    @Rule("ENV-ENV-02")
    void saysThatOnlyEnvironmentsDeclareBindings(EnvFolder folder) {
        folder.write("wrangler.toml", "[[env.production.kv_namespaces]]\nbinding = 'CACHE'\n");

        try (Env env = folder.open()) {
            String problem = assertThrows(ConfigurationException.class, () -> env.as(Top.class))
                    .problems()
                    .get(0);

            assertTrue(problem.contains("declares no bindings, but these do: env.production; choose"), problem);
        }
    }

    @Rule("ENV-ENV-02")
    void saysThatAQueueIsOfAnotherEnvironment(EnvFolder folder) {
        folder.write("wrangler.toml", """
            [[kv_namespaces]]
            binding = "TOP"
            [[env.production.queues.producers]]
            binding = "JOBS"
            queue = "jobs"
            [[env.production.queues.consumers]]
            queue = "mails"
            """);

        try (Env env = folder.open()) {
            for (String queue : List.of("jobs", "mails")) {
                String problem = assertThrows(ConfigurationException.class, () -> env.puller(queue))
                        .problems()
                        .get(0);

                assertTrue(problem.contains("[0] for the environment 'production' only; choose"), problem);
            }
        }
    }

    @Rule("ENV-ENV-03")
    void isTheTopLevelWhereCodeChoosesAnEmptyName(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE)
                .variable("ISOBAR_ENV", "production")
                .code(builder -> builder.environment(""));

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("TOP"), "TOP is declared");
        }
    }

    @Rule("ENV-ENV-05")
    void isTheTopLevelOfAFileWithoutEnvironmentsForWranglersVariable(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'TOP'\n").variable("CLOUDFLARE_ENV", "staging");

        try (Env env = folder.open()) {
            assertDoesNotThrow(() -> env.kv("TOP"), "TOP is declared");
        }
    }

    @Rule("ENV-ENV-05")
    void needsNoFileOfWranglerForWranglersVariable(EnvFolder folder) {
        folder.write("isobar.toml", "[bindings]\nTOP = 'kv'\n").variable("CLOUDFLARE_ENV", "staging");

        folder.works();
    }

    @Rule("ENV-ENV-05")
    void isRefusedWhereTheFileHasOtherEnvironments(EnvFolder folder) {
        folder.write("wrangler.jsonc", FILE).variable("CLOUDFLARE_ENV", "test");

        assertEquals(
                "CLOUDFLARE_ENV: wrangler.jsonc has no environment 'test'; it has staging, production",
                folder.problem());
    }

    @Rule("ENV-ENV-05")
    void isRefusedForIsobarsOwnVariable(EnvFolder folder) {
        folder.write("wrangler.toml", "").variable("ISOBAR_ENV", "staging");

        assertEquals("ISOBAR_ENV: wrangler.toml has no environment 'staging'; it has none", folder.problem());
    }
}
