package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-FILE-01 to ENV-FILE-04, ENV-ENV-03, ENV-URL-01 to ENV-URL-04, ENV-VAL-03 and ENV-OPEN-01. */
class ConfigurationReaderTest {
    private static final String CACHE = "[[kv_namespaces]]\nbinding = 'CACHE'\n";

    private ConfigFolder folder = new ConfigFolder(Path.of(""));
    private Path path = Path.of("");

    @BeforeEach
    void create(@TempDir Path created) {
        path = created;
        folder = new ConfigFolder(created);
    }

    private PlacedUrl url() {
        PlacedUrl url = Objects.requireNonNull(folder.read().urls().get("CACHE"));
        return new PlacedUrl(url.url(), url.written(), folder.within(url.place()));
    }

    @Test
    void refusesAFolderWithoutFiles() {
        List<String> problems = new ArrayList<>();

        assertSame(Configuration.MISSING, folder.read(problems));
        assertEquals(
                List.of(path + ": holds none of wrangler.jsonc, wrangler.json, wrangler.toml, isobar.toml; add one,"
                        + " name another folder, or declare bindings with Env.builder()"),
                problems);
        assertNull(ConfigurationReader.folderAbove(Path.of("/")));
    }

    /** From the weakest to the strongest; each source is added to those before it. */
    @Test
    void prefersTheSourceNearestToTheProcess() throws IOException {
        folder.write("wrangler.toml", CACHE);
        assertEquals(new PlacedUrl("memory:", "memory:", "wrangler.toml:1: kv_namespaces[0]"), url());

        folder.write("isobar.toml", "[backends]\nCACHE = 'memory:a'\n[profiles.test.backends]\nCACHE = 'memory:b'\n");
        assertEquals(new PlacedUrl("memory:a", "memory:a", "isobar.toml:2: backends.CACHE"), url());

        folder.profile("test");
        assertEquals(new PlacedUrl("memory:b", "memory:b", "isobar.toml:4: profiles.test.backends.CACHE"), url());

        folder.variable("ISOBAR_BACKENDS_CACHE", "memory:c");
        assertEquals(new PlacedUrl("memory:c", "memory:c", "ISOBAR_BACKENDS_CACHE"), url());

        folder.property("isobar.backends.CACHE", "memory:d");
        assertEquals(new PlacedUrl("memory:d", "memory:d", "-Disobar.backends.CACHE"), url());

        folder.backend("CACHE", "memory:e");
        assertEquals(new PlacedUrl("memory:e", "memory:e", "backend CACHE"), url());
    }

    @Test
    void keepsTheTextThatWasWrittenBesideTheValue() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nCACHE = 'x:?token=${env:TOKEN}'\n")
                .variable("TOKEN", "hunter2");

        assertEquals(
                new PlacedUrl("x:?token=hunter2", "x:?token=${env:TOKEN}", "isobar.toml:2: backends.CACHE"), url());
        assertEquals("isobar.toml:2: backends.CACHE", url().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "property=a           | a",
                "property=; first=b   | b",
                "first=b; second=c    | b",
                "first=; second=c     | c",
                "property=a; first=b  | a",
                "first=               | none",
            })
    void choosesTheFirstThatIsNotEmpty(String given, @Nullable String expected) {
        Map<String, String> all = new HashMap<>();
        for (String pair : given.split(";", -1)) {
            String[] parts = pair.strip().split("=", 2);
            all.put(parts[0], parts[1]);
        }

        PlacedValue found = new ProcessSettings(all, all).first("property", "first", "second");

        assertEquals(expected, found == null ? null : found.value());
        if (found != null) {
            assertEquals(found.value().equals("a"), found.place().equals("-Dproperty"));
        }
    }

    @Test
    void readsTheProcess() {
        System.setProperty("isobar.backends.TEST_OF_THE_READER", "memory:");
        try {
            ProcessSettings process = ProcessSettings.ofProcess();

            assertEquals("memory:", process.properties().get("isobar.backends.TEST_OF_THE_READER"));
            assertEquals(System.getenv(), process.variables());
        } finally {
            System.clearProperty("isobar.backends.TEST_OF_THE_READER");
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "isobar.env=staging    | ISOBAR_ENV=other    | CLOUDFLARE_ENV=other   | STAGING",
                "isobar.env=           | ISOBAR_ENV=staging  | CLOUDFLARE_ENV=other   | STAGING",
                "x=                    | ISOBAR_ENV=         | CLOUDFLARE_ENV=staging | STAGING",
                "x=                    | x=                  | CLOUDFLARE_ENV=        | TOP",
            })
    void choosesTheEnvironment(String property, String variable, String wranglers, String expected) throws IOException {
        folder.write(
                "wrangler.toml",
                "[[kv_namespaces]]\nbinding = 'TOP'\n[[env.staging.kv_namespaces]]\nbinding = 'STAGING'\n");
        folder.property(
                property.substring(0, property.indexOf('=')).strip(),
                property.substring(property.indexOf('=') + 1).strip());
        for (String each : List.of(variable, wranglers)) {
            folder.variable(
                    each.substring(0, each.indexOf('=')).strip(),
                    each.substring(each.indexOf('=') + 1).strip());
        }

        assertEquals(expected, folder.read().bindings().get(0).name());
    }

    @Test
    void prefersTheChoiceOfTheCode() throws IOException {
        folder.write("wrangler.toml", CACHE + "[[env.staging.kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", "[profiles.test.backends]\nCACHE = 'memory:test'\n")
                .property("isobar.env", "other")
                .property("isobar.profile", "other")
                .environment("staging")
                .profile("test");

        assertEquals("memory:test", url().url());
    }

    @Test
    void choosesTheProfileByPropertyThenByVariable() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write(
                        "isobar.toml",
                        "[profiles.a.backends]\nCACHE = 'memory:a'\n[profiles.b.backends]\nCACHE = 'memory:b'\n")
                .variable("ISOBAR_PROFILE", "b");
        assertEquals("memory:b", url().url());

        folder.property("isobar.profile", "a");
        assertEquals("memory:a", url().url());
    }

    @Test
    void refusesNamesThatNobodyHasWhereverTheyAre() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nA = 'memory:'\n[profiles.test.backends]\nCACH = 'memory:'\n")
                .variable("ISOBAR_BACKENDS_C", "memory:")
                .property("isobar.backends.D", "memory:")
                .backend("E", "memory:");

        String declared = "; declared are CACHE";
        assertEquals(
                List.of(
                        "isobar.toml:2: backends.A: no binding is named 'A'" + declared,
                        "isobar.toml:4: profiles.test.backends.CACH: no binding is named 'CACH'" + declared
                                + "; did you mean 'CACHE'?",
                        "ISOBAR_BACKENDS_C: no binding is named 'C'" + declared,
                        "-Disobar.backends.D: no binding is named 'D'" + declared,
                        "backend E: no binding is named 'E'" + declared),
                folder.problems());
        assertEquals(
                List.of("isobar.toml:2: backends.A: no binding is named 'A'; declared are none"),
                new ConfigFolder(path)
                        .write("wrangler.toml", "")
                        .write("isobar.toml", "[backends]\nA = 'x:'\n")
                        .problems());
    }

    @Test
    void takesNamesOfOtherEnvironments() throws IOException {
        folder.write(
                        "wrangler.toml",
                        CACHE + "[[env.staging.kv_namespaces]]\nbinding = 'B'\n"
                                + "[[env.staging.queues.consumers]]\nqueue = 'jobs'\n")
                .write("isobar.toml", "[backends]\nCACHE = 'memory:'\nB = 'memory:'\njobs = 'memory:'\n");

        assertEquals(List.of(), folder.problems());
    }

    @Test
    void refusesSecretsInFilesAndPropertiesButNotInVariables() throws IOException {
        String fix = ": 'token' is in plain text; use ${env:NAME} or ${file:PATH} instead, and change the secret";
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nCACHE = 'x:?token=a'\n[profiles.p.backends]\nCACHE = 'x:?token=b'\n")
                .property("isobar.backends.CACHE", "x:?token=c")
                .variable("ISOBAR_BACKENDS_CACHE", "x:?token=d");

        assertEquals(
                List.of(
                        "isobar.toml:2: backends.CACHE" + fix,
                        "isobar.toml:4: profiles.p.backends.CACHE" + fix,
                        "-Disobar.backends.CACHE" + fix),
                folder.problems());
    }

    @Test
    void missesOnlyValuesThatCount() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write(
                        "isobar.toml",
                        "[backends]\nCACHE = 'x:?token=${env:T}'\n[profiles.p.backends]\nCACHE = 'memory:'\n")
                .profile("p");

        assertEquals("memory:", url().url());
    }

    @Test
    void readsValuesOfFilesWithoutTheirLastLineEnd() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nCACHE = '${file:a}${file:b}${file:c}'\n")
                .write("a", "memory:1\n")
                .write("b", "2\r\n")
                .write("c", "3\n\n");

        assertEquals("memory:123\n", url().url());
    }

    @Test
    void refusesReferencesThatCannotBeResolvedAllAtOnce() throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nCACHE = 'x:${env:A}${file:none}${B}${env:C}${'\n")
                .variable("C", "c");

        String place = "isobar.toml:2: backends.CACHE: ";
        assertEquals(
                List.of(
                        place + "the environment variable A is not set",
                        place + "the file none cannot be read (NoSuchFileException)",
                        place + "'${B}' is unknown; write ${env:NAME} or ${file:PATH}",
                        place + "'${' without '}'; close it, or write %24{ for the characters themselves"),
                folder.problems());
    }

    /** What only follows from an unreadable file is not reported. */
    @ParameterizedTest
    @ValueSource(strings = {"wrangler.toml", "isobar.toml"})
    void reportsNoConsequencesOfAFileThatCannotBeRead(String broken) throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "[backends]\nOTHER = 'memory:'\n")
                .environment("staging")
                .profile("test")
                .variable("ISOBAR_BACKENDS_OTHER", "memory:");
        if (broken.equals("isobar.toml")) {
            folder.environment("staging").write("wrangler.toml", CACHE + "[env.staging]\n");
        } else {
            folder.write("isobar.toml", "[backends]\nOTHER = 'memory:'\n[profiles.test]\n");
        }
        folder.write(broken, "= no TOML\n");

        List<String> problems = folder.problems();

        assertEquals(1, problems.size(), problems::toString);
        assertTrue(problems.get(0).startsWith(broken + ":1:1: not valid TOML: "), problems::toString);
    }

    @Test
    void reportsBothFilesThatCannotBeRead() throws IOException {
        folder.write("wrangler.toml", "= no TOML\n")
                .write("isobar.toml", "= no TOML\n")
                .profile("test");

        assertEquals(2, folder.problems().size(), () -> folder.problems().toString());
    }

    @Test
    void refusesChoicesWhereTheirFileIsAbsent() throws IOException {
        assertEquals(
                List.of("profile test: there is no isobar.toml, so there is no profile 'test'"),
                folder.write("wrangler.toml", CACHE).profile("test").problems());

        ConfigFolder other = new ConfigFolder(Files.createDirectories(path.resolve("other")));
        assertEquals(
                List.of("environment staging: there is no wrangler file, so there is no environment 'staging'"),
                other.write("isobar.toml", "").environment("staging").problems());
    }

    @Test
    void reportsAProblemOnce() throws IOException {
        folder.write("isobar.toml", "backends = 1\n").profile("a");

        assertEquals(
                1,
                folder.problems().stream()
                        .filter(problem -> problem.contains("must be a table"))
                        .count());
    }

    /** A file with a problem was still read: what else is wrong with the names is not hidden by that. */
    @Test
    void checksNamesBesideOtherProblems() throws IOException {
        String unknown = "isobar.toml:2: backends.A: no binding is named 'A'; declared are CACHE";
        folder.write("wrangler.toml", "ai = 1\n" + CACHE).write("isobar.toml", "[backends]\nA = 'memory:'\n");
        assertEquals(List.of("wrangler.toml:1: ai: must be a table", unknown), folder.problems());

        folder.write("wrangler.toml", CACHE).write("isobar.toml", "[backends]\nA = 'memory:'\n[other]\n");
        assertEquals(unknown, last(folder.problems()));
        assertEquals(2, folder.problems().size());
    }

    private static String last(List<String> problems) {
        return problems.get(problems.size() - 1);
    }

    @Test
    void takesTheNamesOfItsOwnBindings() throws IOException {
        folder.write("isobar.toml", "[bindings]\nCACHE = 'kv'\n[backends]\nCACHE = 'memory:own'\n");

        assertEquals("memory:own", url().url());
    }

    @Test
    void returnsNothingOfABindingThatHasProblems() throws IOException {
        folder.write(
                        "wrangler.toml",
                        CACHE + CACHE + "[[kv_namespaces]]\nid = 'x'\n[[r2_buckets]]\nbinding = 'a b'\n"
                                + "[[d1_databases]]\n[[queues.producers]]\nqueue = 'q'\n")
                .write("isobar.toml", "[backends]\nCACHE = '${env:NONE}'\n");
        List<String> problems = new ArrayList<>();

        Configuration found = folder.read(problems);

        assertEquals(6, problems.size(), problems::toString);
        assertEquals(
                List.of("CACHE"),
                found.bindings().stream().map(DeclaredBinding::name).toList());
        assertEquals(Map.of(), found.urls());
    }
}
