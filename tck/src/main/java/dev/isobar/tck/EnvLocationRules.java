package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.Limits;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.Service;
import dev.isobar.kv.KvPutOptions;
import java.time.Duration;
import java.util.List;

/** Rules ENV-URL-01 to ENV-URL-07: where a binding lives. */
abstract class EnvLocationRules {
    private static final String WRANGLER =
            "[[kv_namespaces]]\nbinding = 'CACHE'\n[[kv_namespaces]]\nbinding = 'OTHER'\n";
    private static final KvPutOptions ONE_SECOND = KvPutOptions.NONE.withExpirationTtl(Duration.ofSeconds(1));

    @Rule("ENV-URL-01")
    void livesInMemoryWithoutAnEntry(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER);

        folder.works();
    }

    @Rule("ENV-URL-02")
    void livesWhereItsEntrySays(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "[backends]\nCACHE = 'nowhere:'\n");

        assertTrue(folder.problem().startsWith("isobar.toml:2: backends.CACHE: unknown scheme nowhere:"));
    }

    @Rule("ENV-URL-02")
    void prefersTheProfileToTheEntryForAll(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", """
                        [backends]
                        CACHE = "nowhere:"
                        [profiles.test.backends]
                        CACHE = "memory:"
                        """).variable("ISOBAR_PROFILE", "test");

        folder.works();
    }

    @Rule("ENV-URL-02")
    void keepsTheEntriesOnWhichTheProfileIsSilent(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", """
                        [backends]
                        OTHER = "nowhere:"
                        [profiles.test.backends]
                        CACHE = "memory:"
                        """).variable("ISOBAR_PROFILE", "test");

        assertTrue(folder.problem().startsWith("isobar.toml:2: backends.OTHER: "));
    }

    @Rule("ENV-URL-02")
    void prefersAVariableToTheProfile(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.test.backends]\nCACHE = 'nowhere:'\n")
                .variable("ISOBAR_PROFILE", "test")
                .variable("ISOBAR_BACKENDS_CACHE", "memory:");

        folder.works();
    }

    @Rule("ENV-URL-02")
    void prefersAPropertyToAVariable(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .variable("ISOBAR_BACKENDS_CACHE", "memory:")
                .property("isobar.backends.CACHE", "nowhere:");

        assertTrue(folder.problem().startsWith("-Disobar.backends.CACHE: unknown scheme nowhere:"));
    }

    @Rule("ENV-URL-02")
    void prefersCodeToAProperty(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .property("isobar.backends.CACHE", "nowhere:")
                .code(builder -> builder.backend("CACHE", "memory:"));

        folder.works();
    }

    @Rule("ENV-URL-03")
    void refusesAnEntryForNoBinding(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.production.backends]\nCASHE = 'memory:'\n")
                .variable("ISOBAR_BACKENDS_NONE", "memory:");

        List<String> problems = folder.problems();

        assertEquals(
                List.of(
                        "isobar.toml:2: profiles.production.backends.CASHE: no binding is named 'CASHE';"
                                + " declared are CACHE, OTHER; did you mean 'CACHE'?",
                        "ISOBAR_BACKENDS_NONE: no binding is named 'NONE'; declared are CACHE, OTHER"),
                problems);
    }

    @Rule("ENV-URL-03")
    void allowsAnEntryForABindingOfAnotherEnvironment(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER + "[[env.production.kv_namespaces]]\nbinding = 'AUDIT'\n")
                .write("isobar.toml", "[backends]\nAUDIT = 'nowhere:'\n");

        folder.works();
    }

    @Rule("ENV-URL-04")
    void choosesTheProfileByPropertyBeforeVariable(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.here.backends]\nCACHE = 'nowhere:'\n")
                .variable("ISOBAR_PROFILE", "there")
                .property("isobar.profile", "here");

        assertTrue(folder.problem().startsWith("isobar.toml:2: profiles.here.backends.CACHE: "));
    }

    @Rule("ENV-URL-04")
    void choosesTheProfileByCodeBeforeAll(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.here.backends]\nCACHE = 'nowhere:'\n")
                .property("isobar.profile", "there")
                .code(builder -> builder.profile("here"));

        assertTrue(folder.problem().startsWith("isobar.toml:2: profiles.here.backends.CACHE: "));
    }

    @Rule("ENV-URL-04")
    void choosesNoProfileWhereCodeChoosesAnEmptyName(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[profiles.there.backends]\nCACHE = 'nowhere:'\n")
                .property("isobar.profile", "there")
                .code(builder -> builder.profile(""));

        folder.works();
    }

    @Rule("ENV-URL-05")
    void namesTheProfilesThatThereAre(EnvFolder folder) {
        folder.write("isobar.toml", "[profiles.test]\n[profiles.production]\n").variable("ISOBAR_PROFILE", "prod");

        assertEquals(
                "ISOBAR_PROFILE: isobar.toml has no profile 'prod'; it has test, production;"
                        + " did you mean 'production'?",
                folder.problem());
    }

    @Rule("ENV-URL-06")
    void givesTheNameToTheBindingOfTheCode(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "[backends]\nCACHE = 'nowhere:'\n")
                .code(builder -> builder.bind(Service.KV, "CACHE", "memory:"));

        folder.works();
    }

    @Rule("ENV-URL-07")
    void enforcesTheLimitsThatTheFileNames(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "limits = 'relaxed'\n");

        try (Env env = folder.open()) {
            assertDoesNotThrow(
                    () -> env.kv("CACHE").put("code", "1234", ONE_SECOND), "the relaxed limits allow a second");

            assertEquals("1234", env.kv("CACHE").get("code"));
        }
    }

    @Rule("ENV-URL-07")
    void prefersTheLimitsOfTheProfile(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "limits = 'relaxed'\n[profiles.strict]\nlimits = 'cloudflare'\n")
                .variable("ISOBAR_PROFILE", "strict");

        try (Env env = folder.open()) {
            assertThrows(InvalidRequestException.class, () -> env.kv("CACHE").put("code", "1234", ONE_SECOND));
        }
    }

    @Rule("ENV-URL-07")
    void prefersTheLimitsOfTheCode(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "limits = 'relaxed'\n")
                .code(builder -> builder.limits(Limits.CLOUDFLARE));

        try (Env env = folder.open()) {
            assertThrows(InvalidRequestException.class, () -> env.kv("CACHE").put("code", "1234", ONE_SECOND));
        }
    }

    @Rule("ENV-URL-07")
    void namesTheLimitsThatThereAre(EnvFolder folder) {
        folder.write("isobar.toml", "limits = 'relax'\n");

        assertEquals(
                "isobar.toml:1: limits: unknown limits; known are cloudflare, relaxed; did you mean 'relaxed'?",
                folder.problem());
    }
}
