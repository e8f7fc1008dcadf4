package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-URL-09, ENV-ENV-03, ENV-ENV-05 and ENV-OPEN-01: what is chosen, and what follows from other problems. */
class ConfigurationChoicesTest {
    private static final String CACHE = "[[kv_namespaces]]\nbinding = 'CACHE'\n";

    private ConfigFolder folder = new ConfigFolder(Path.of(""));
    private Path path = Path.of("");

    @BeforeEach
    void create(@TempDir Path created) {
        path = created;
        folder = new ConfigFolder(created);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "unplaced='memory'                                   | none                                 | none",
                "unplaced='refuse'                                   | none                                 | unplaced",
                "unplaced='refuse';[profiles.p]                      | p                                    | unplaced",
                "unplaced='refuse';[profiles.p];unplaced='memory'    | p                                    | none",
                "[profiles.p];unplaced='refuse'                      | p                                    |"
                        + " profiles.p.unplaced",
                "[profiles.p];unplaced='refuse'                      | none                                 | none",
            })
    void refusesUnplacedBindingsWhereTheFileSaysSo(String toml, @Nullable String profile, @Nullable String place)
            throws IOException {
        folder.write("wrangler.toml", CACHE).write("isobar.toml", toml.replace(';', '\n') + "\n");
        if (profile != null) {
            folder.profile(profile);
        }

        String found = folder.read().unplaced();

        assertEquals(place, found == null ? null : found.replaceFirst(".*: ", ""));
    }

    /** A binding may be unplaced because its entry is what the problem is about. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "[backend]",
                "[backends];CASHE='memory:'",
                "[profiles.q]",
            })
    void refusesNoUnplacedBindingsBesideProblemsOfTheirEntries(String toml) throws IOException {
        folder.write("wrangler.toml", CACHE)
                .write("isobar.toml", "unplaced = 'refuse'\n" + toml.replace(';', '\n') + "\n");
        if (toml.contains("profiles")) {
            folder.profile("p");
        }
        List<String> problems = new ArrayList<>();

        Configuration found = folder.read(problems);

        assertEquals(1, problems.size(), problems::toString);
        assertNull(found.unplaced());
    }

    @Test
    void choosesNothingWhereCodeGivesAnEmptyName() throws IOException {
        folder.write("wrangler.toml", CACHE + "[[env.staging.kv_namespaces]]\nbinding = 'STAGING'\n")
                .write("isobar.toml", "[profiles.test.backends]\nCACHE = 'memory:test'\n")
                .property("isobar.env", "staging")
                .property("isobar.profile", "test")
                .environment("")
                .profile("");

        assertEquals(
                "memory:",
                Objects.requireNonNull(folder.read().urls().get("CACHE")).url());
    }

    @Test
    void warnsOfWranglersVariableWithoutEnvironments() throws IOException {
        folder.write("wrangler.toml", CACHE).variable("CLOUDFLARE_ENV", "staging");
        assertEquals(
                List.of("CLOUDFLARE_ENV: wrangler.toml has no environment 'staging'; it has none, so the top level is"
                        + " used"),
                folder.read().warnings().stream().map(folder::within).toList());

        Files.delete(path.resolve("wrangler.toml"));
        assertEquals(
                List.of("CLOUDFLARE_ENV: there is no wrangler file, so there is no environment 'staging'"),
                folder.write("isobar.toml", "").read().warnings());
    }

    @Test
    void isCompleteIfNoNameIsMissing() throws IOException {
        folder.write("wrangler.toml", CACHE + "[env.staging]\n");
        assertTrue(folder.read().isComplete());

        folder.environment("stagin");
        assertFalse(folder.read(new ArrayList<>()).isComplete());

        folder.environment("staging").write("wrangler.toml", "[[kv_namespaces]]\n[env.staging]\n");
        assertFalse(folder.read(new ArrayList<>()).isComplete());
    }

    /** Where a binding has no name, a name that nobody has may be its name. */
    @Test
    void reportsNoNamesThatMayFollowFromAnother() throws IOException {
        folder.write("isobar.toml", "[backends]\nCACHE = 'memory:'\nOTHER = 'memory:'\n");
        for (String toml : List.of(
                "kv_namespaces = { binding = 'OTHER' }",
                "kv_namespaces = ['OTHER']",
                "ai = 'OTHER'",
                "queues = 'OTHER'",
                "[[kv_namespaces]]",
                "[[kv_namespaces]]\nbinding = '1A'\nid = 'x'\n[[r2_bucket]]\nbinding = 'OTHER'",
                "[[kv_namespaces]]\nbindin = 'OTHER'")) {
            folder.write("wrangler.toml", toml + "\n[[env.staging.kv_namespaces]]\nbinding = 'CACHE'\n");

            List<String> problems = folder.problems();

            assertTrue(
                    problems.stream().noneMatch(problem -> problem.contains("no binding is named")),
                    problems::toString);
            assertFalse(problems.isEmpty(), toml);
        }
    }
}
