package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.error.Service;
import java.util.List;

/** Rule ENV-URL-09: bindings for which no backend is declared. */
abstract class EnvPlacementRules {
    private static final String WRANGLER =
            "[[kv_namespaces]]\nbinding = 'CACHE'\n[[kv_namespaces]]\nbinding = 'PAGES'\n";
    private static final String PRODUCTION = "[profiles.production]\nunplaced = 'refuse'\n";
    private static final String FIX = " has no backend, and isobar.toml:2: profiles.production.unplaced refuses that;"
            + " declare one in the backends of isobar.toml or in ISOBAR_BACKENDS_";

    @Rule("ENV-URL-09")
    void refusesABindingThatNothingPlaces(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", PRODUCTION + "[profiles.production.backends]\nPAGES = 'memory:'\n")
                .variable("ISOBAR_PROFILE", "production");

        assertEquals(
                "wrangler.toml:1: kv_namespaces[0]: 'CACHE'" + FIX + "CACHE, or write memory: there", folder.problem());
    }

    @Rule("ENV-URL-09")
    void refusesAQueueThatNothingPlaces(EnvFolder folder) {
        folder.write("wrangler.toml", "[[queues.consumers]]\nqueue = 'jobs'\ndead_letter_queue = 'failed'\n")
                .write("isobar.toml", PRODUCTION)
                .variable("ISOBAR_PROFILE", "production");

        assertEquals(
                "wrangler.toml:1: queues.consumers[0]: 'jobs'" + FIX + "jobs, or write memory: there",
                folder.problem());
    }

    @Rule("ENV-URL-09")
    void acceptsAnyPlace(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER + "[[r2_buckets]]\nbinding = 'FILES'\n")
                .write("isobar.toml", "[backends]\nPAGES = 'memory:'\n" + PRODUCTION)
                .variable("ISOBAR_PROFILE", "production")
                .variable("ISOBAR_BACKENDS_CACHE", "memory:")
                .code(builder -> builder.bind(Service.R2, "FILES", "memory:"));

        folder.works();
    }

    @Rule("ENV-URL-09")
    void countsInTheChosenProfileAlone(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER)
                .write("isobar.toml", "unplaced = 'refuse'\n[profiles.test]\nunplaced = 'memory'\n" + PRODUCTION)
                .variable("ISOBAR_PROFILE", "test");

        folder.works();
    }

    @Rule("ENV-URL-09")
    void countsAtTheTopLevelToo(EnvFolder folder) {
        folder.write("wrangler.toml", WRANGLER).write("isobar.toml", "unplaced = 'refuse'\n");

        assertEquals(2, folder.problems().size());
    }

    @Rule("ENV-URL-09")
    void namesWhatUnplacedMayBe(EnvFolder folder) {
        folder.write("isobar.toml", "unplaced = 'refused'\n");

        assertEquals(
                "isobar.toml:1: unplaced: unknown value; known are memory, refuse; did you mean 'refuse'?",
                folder.problem());
    }

    @Rule("ENV-URL-09")
    void reportsNoBindingWhoseEntryIsMisspelt(EnvFolder folder) {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n")
                .write("isobar.toml", PRODUCTION + "[profiles.production.backends]\nCASHE = 'memory:'\n")
                .variable("ISOBAR_PROFILE", "production");

        assertEquals(
                List.of("isobar.toml:4: profiles.production.backends.CASHE: no binding is named 'CASHE';"
                        + " declared are CACHE; did you mean 'CACHE'?"),
                folder.problems());
    }
}
