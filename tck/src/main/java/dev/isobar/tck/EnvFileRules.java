package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import java.nio.charset.StandardCharsets;
import java.util.List;

/** Rules ENV-FILE-01 to ENV-FILE-08: which files count, and what they may hold. */
abstract class EnvFileRules {
    @Rule("ENV-FILE-01")
    void refusesTwoWranglerFiles(EnvFolder folder) {
        folder.write("wrangler.jsonc", "{}").write("wrangler.toml", "");

        String problem = folder.problem();

        assertEquals("wrangler.jsonc and wrangler.toml: wrangler reads one file only; remove all but one", problem);
    }

    @Rule("ENV-FILE-02")
    void readsJsonWithCommentsAndTrailingCommas(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
                {
                  // sessions
                  "kv_namespaces": [ { "binding": "CACHE", "id": "c0ffee", }, ], /* no more */
                }
                """);

        try (Env env = folder.open()) {
            env.kv("CACHE").put("session", "open");

            assertEquals("open", env.kv("CACHE").get("session"));
        }
    }

    @Rule("ENV-FILE-02")
    void readsJson(EnvFolder folder) {
        folder.write("wrangler.json", "{\"kv_namespaces\": [{\"binding\": \"CACHE\"}]}");

        try (Env env = folder.open()) {
            env.kv("CACHE").put("session", "open");

            assertEquals("open", env.kv("CACHE").get("session"));
        }
    }

    @Rule("ENV-FILE-02")
    void readsToml(EnvFolder folder) {
        folder.write("wrangler.toml", """
                name = "shop"
                [[kv_namespaces]]
                binding = "CACHE"
                id = "c0ffee"
                """);

        try (Env env = folder.open()) {
            env.kv("CACHE").put("session", "open");

            assertEquals("open", env.kv("CACHE").get("session"));
        }
    }

    @Rule("ENV-FILE-03")
    void namesTheFilesThatItMisses(EnvFolder folder) {
        String problem = folder.problem();

        assertTrue(
                problem.contains(": holds none of wrangler.jsonc, wrangler.json, wrangler.toml, isobar.toml; add one"),
                problem);
    }

    @Rule("ENV-FILE-04")
    void namesLineAndColumnOfAJsonSyntaxError(EnvFolder folder) {
        folder.write("wrangler.jsonc", "{\n  \"kv_namespaces\": [ { \"binding\" \"CACHE\" } ]\n}\n");

        String problem = folder.problem();

        assertTrue(problem.startsWith("wrangler.jsonc:2:34: not valid JSON: "), problem);
    }

    @Rule("ENV-FILE-04")
    void namesLineAndColumnOfATomlSyntaxError(EnvFolder folder) {
        folder.write("isobar.toml", "[backends]\nCACHE = \n");

        String problem = folder.problem();

        assertTrue(problem.matches("isobar\\.toml:2:\\d+: not valid TOML: .+"), problem);
    }

    @Rule("ENV-FILE-04")
    void refusesAKeyThatIsThereTwice(EnvFolder folder) {
        folder.write("wrangler.jsonc", "{\n \"ai\": {\"binding\": \"AI\"},\n \"ai\": {\"binding\": \"AI\"}\n}\n");

        String problem = folder.problem();

        assertTrue(problem.startsWith("wrangler.jsonc:3:"), problem);
    }

    @Rule("ENV-FILE-05")
    void leavesWranglersOtherKeysAside(EnvFolder folder) {
        folder.write("wrangler.jsonc", """
                {
                  "name": "shop", "main": "src/index.ts", "vars": { "COLOUR": "blue" }, "made_up": [1, 2],
                  "kv_namespaces": [ { "binding": "CACHE", "remote": true } ]
                }
                """);

        folder.works();
    }

    @Rule("ENV-FILE-08")
    void readsFilesThatBeginWithAByteOrderMark(EnvFolder folder) {
        folder.write("isobar.toml", "\uFEFF[backends]\nCACHE = '${file:scheme}:'\n")
                .write("scheme", "\uFEFFmemory");
        folder.write("wrangler.toml", "\uFEFF[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .works();
        folder.delete("wrangler.toml");

        for (String name : List.of("wrangler.json", "wrangler.jsonc")) {
            folder.write(name, "\uFEFF{\"kv_namespaces\": [{\"binding\": \"CACHE\"}]}")
                    .works();
            folder.delete(name);
        }
    }

    @Rule("ENV-FILE-08")
    void namesAFileThatIsNotUtf8(EnvFolder folder) {
        byte[] latin = "[backends] # \u00e9\n".getBytes(StandardCharsets.ISO_8859_1);
        folder.write("isobar.toml", latin);

        assertEquals("isobar.toml: not UTF-8; save the file as UTF-8", folder.problem());
    }

    @Rule("ENV-FILE-08")
    void namesASecretsFileThatIsNotUtf8(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "[backends]\nCACHE = '${file:scheme}:'\n")
                .write("scheme", new byte[] {(byte) 0xE9});

        assertEquals("isobar.toml:2: backends.CACHE: the file scheme is not UTF-8; save it as UTF-8", folder.problem());
    }

    @Rule("ENV-FILE-06")
    void refusesUnknownKeysInItsOwnFile(EnvFolder folder) {
        folder.write("isobar.toml", "limits = 'relaxed'\n\n[backend]\nCACHE = 'memory:'\n");

        String problem = folder.problem();

        assertEquals(
                "isobar.toml:3: backend: unknown key; known are backends, bindings, limits, profiles, unplaced;"
                        + " did you mean 'backends'?",
                problem);
    }

    @Rule("ENV-FILE-06")
    void refusesUnknownKeysInAProfile(EnvFolder folder) {
        folder.write("isobar.toml", "[profiles.test]\nlimit = 'relaxed'\n");

        String problem = folder.problem();

        assertEquals(
                "isobar.toml:2: profiles.test.limit: unknown key; known are backends, limits, unplaced; did you mean 'limits'?",
                problem);
    }
}
