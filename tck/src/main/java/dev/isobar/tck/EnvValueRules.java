package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import java.util.List;

/** Rules ENV-VAL-01 to ENV-VAL-06: values from elsewhere, and secrets. */
abstract class EnvValueRules {
    private static final String WRANGLER = "[[kv_namespaces]]\nbinding = 'CACHE'\n";

    @Rule("ENV-VAL-01")
    void takesAValueFromAVariable(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[backends]\nCACHE = '${env:CACHE_URL}'\n")
                .variable("CACHE_URL", "memory:");

        folder.works();
    }

    @Rule("ENV-VAL-02")
    void takesAValueFromAFileWithoutItsLastLineEnd(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[backends]\nCACHE = '${file:secrets/scheme}:'\n")
                .write("secrets/scheme", "memory\n");

        folder.works();
    }

    @Rule("ENV-VAL-03")
    void namesWhatIsMissing(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[backends]\nCACHE = 'redis://${env:HOST}?password=${file:pw.txt}'\n");

        List<String> problems = folder.problems();

        assertEquals(
                List.of(
                        "isobar.toml:2: backends.CACHE: the environment variable HOST is not set",
                        "isobar.toml:2: backends.CACHE: the file pw.txt cannot be read (NoSuchFileException)"),
                problems);
    }

    @Rule("ENV-VAL-03")
    void asksForNoValuesOfEntriesThatDoNotCount(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.production.backends]\nCACHE = '${env:CACHE_URL}'\n");

        folder.works();
    }

    @Rule("ENV-VAL-04")
    void refusesPlaceholdersThatItDoesNotKnow(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "[backends]\nCACHE = 'redis://${HOST}'\n");

        assertEquals(
                "isobar.toml:2: backends.CACHE: '${HOST}' is unknown; write ${env:NAME} or ${file:PATH}",
                folder.problem());
    }

    @Rule("ENV-VAL-05")
    void refusesASecretInPlainText(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", """
                        [profiles.a.backends]
                        CACHE = "redis://app:hunter2@cache:6379"
                        [profiles.b.backends]
                        CACHE = "s3://bucket?accessKeyId=AKIA&secretAccessKey=hunter2&tokenizer=words"
                        """);

        List<String> problems = folder.problems();

        String fix = " is in plain text; use ${env:NAME} or ${file:PATH} instead, and change the secret";
        assertEquals(
                List.of(
                        "isobar.toml:2: profiles.a.backends.CACHE: the password before '@'" + fix,
                        "isobar.toml:4: profiles.b.backends.CACHE: 'secretAccessKey'" + fix),
                problems);
    }

    @Rule("ENV-VAL-05")
    void refusesASecretInPlainTextInAProperty(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).property("isobar.backends.CACHE", "memory:?password=hunter2");

        assertTrue(folder.problems().get(0).startsWith("-Disobar.backends.CACHE: 'password' is in plain text; "));
    }

    @Rule("ENV-VAL-05")
    void refusesWhateverStandsBeforeTheAtSignButAUser(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", """
                        [profiles.a.backends]
                        CACHE = "redis://hunter2@cache"
                        [profiles.b.backends]
                        CACHE = "redis://app@cache"
                        [profiles.c.backends]
                        CACHE = "redis://app:${env:PW}@cache"
                        """);

        List<String> problems = folder.problems();

        assertEquals(2, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith("isobar.toml:2: profiles.a.backends.CACHE: the text before '@' is"));
        assertTrue(problems.get(1).startsWith("isobar.toml:4: profiles.b.backends.CACHE: the text before '@' is"));
    }

    @Rule("ENV-VAL-05")
    void refusesASecretThatIsPartlyInPlainText(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", """
                        [profiles.a.backends]
                        CACHE = "redis://app:S3CR${env:PW}@cache"
                        [profiles.b.backends]
                        CACHE = "redis://cache?password=S3CR${env:PW}"
                        """);

        assertEquals(2, folder.problems().size());
    }

    @Rule("ENV-VAL-05")
    void readsThroughPercentEncodedNames(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.a.backends]\nCACHE = 'redis://cache?pass%77ord=hunter2'\n");

        assertTrue(folder.problem().contains("'password' is in plain text"), () -> folder.problem());
    }

    @Rule("ENV-VAL-06")
    void showsNoSecretOfAnOpenEnvironment(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[backends]\nCACHE = 'memory:${env:PW}'\n")
                .variable("PW", "hunter2");

        try (Env env = folder.open()) {
            String shown = env + " " + env.bindings() + env.consumers();

            assertTrue(shown.contains("CACHE"), shown);
            assertFalse(shown.contains("hunter2"), shown);
        }
    }

    @Rule("ENV-VAL-06")
    void showsNoSecretInAnyMessage(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write(
                        "isobar.toml",
                        "[backends]\nCACHE = 'memory://app:${env:PW}@host?password=${env:PW}&size=hunter2'\n")
                .variable("PW", "hunter2");

        assertFalse(folder.problems().toString().contains("hunter2"));
    }

    @Rule("ENV-VAL-06")
    void showsNothingOfALineThatIsNoToml(EnvFolder folder) {
        folder.write("isobar.toml", "[backends]\nCACHE = redis://:hunter2@host\n");

        assertFalse(folder.problems().toString().contains("hunter2"), () -> folder.problems()
                .toString());
    }
}
