package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule ENV-URL-10: which variables and properties are taken for misspelt ones. */
class ProcessNamesTest {
    private static List<String> problems(Map<String, String> variables, Map<String, String> properties) {
        List<String> problems = new ArrayList<>();
        ProcessNames.check(new ProcessSettings(variables, properties), List.of("CACHE", "my_jobs"), problems);
        return problems;
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "ISOBAR_ENV, none",
                "ISOBAR_PROFILE, none",
                "ISOBAR_BACKENDS_CACHE, none",
                "ISOBAR_BACKENDS_OTHER, none",
                "ISOBAR_TEST_REDIS_URL, none",
                "ISOBAR_CACHE, none",
                "ISOBA_ENV, none",
                "ISOBAR_PROFILES, ISOBAR_PROFILE",
                "ISOBAR_ENVS, ISOBAR_ENV",
                "ISOBAR_ENVIR, ISOBAR_ENV",
                "ISOBAR_ENVIRO, none",
                "Isobar_Env, ISOBAR_ENV",
                "ISOBAR-ENV, ISOBAR_ENV",
                "ISOBAR_BACKEND_CACHE, ISOBAR_BACKENDS_CACHE",
                "ISOBAR_BACKENDS.CACHE, ISOBAR_BACKENDS_CACHE",
                "ISOBAR_BACKENDCACHE, ISOBAR_BACKENDS_CACHE",
                "ISOBAR_BACKEND_MY_JOBS, ISOBAR_BACKENDS_my_jobs",
                "ISOBAR_BACKEND_my_other, ISOBAR_BACKENDS_my_other",
                "ISOBAR_BACKENDS, ISOBAR_BACKENDS_<binding>",
                "ISOBAR_BACKEND, ISOBAR_BACKENDS_<binding>",
                "ISOBAR_BACKUP_DIR, none",
            })
    void isWithinTwoEditsOfAVariable(String name, @Nullable String meant) {
        assertEquals(
                meant == null
                        ? List.of()
                        : List.of(name + ": Isobar does not read this variable; did you mean '" + meant + "'?"),
                problems(Map.of(name, "x"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "isobar.env, none",
                "isobar.profile, none",
                "isobar.backends.CACHE, none",
                "isobar.tck.reports, none",
                "isobar.seed, none",
                "isobar.Profile, isobar.profile",
                "isobar.backend.CACHE, isobar.backends.CACHE",
                "isobar.backends_CACHE, isobar.backends.CACHE",
                "ISOBAR_BACKENDS_CACHE, isobar.backends.CACHE",
                "ISOBAR_ENV, isobar.env",
            })
    void isWithinTwoEditsOfAProperty(String name, @Nullable String meant) {
        assertEquals(
                meant == null
                        ? List.of()
                        : List.of(
                                "-D" + name + ": Isobar does not read this property; did you mean '-D" + meant + "'?"),
                problems(Map.of(), Map.of(name, "x")));
    }
}
