package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rules ENV-FILE-06, ENV-BIND-06, ENV-BIND-07, ENV-URL-05 and ENV-URL-07: what {@code isobar.toml} says. */
class IsobarFileTest {
    private ConfigFolder folder = new ConfigFolder(Path.of(""));

    @BeforeEach
    void create(@TempDir Path path) {
        folder = new ConfigFolder(path);
    }

    private List<String> problems(String toml) throws IOException {
        return folder.write("isobar.toml", toml).problems();
    }

    @Test
    void declaresABindingOfEachService() throws IOException {
        folder.write("isobar.toml", """
            [bindings]
            A = "ai"
            B = "d1"
            C = "kv"
            D = "queues"
            E = "r2"
            F = "vectorize"
            """);

        List<DeclaredBinding> found = folder.read().bindings();

        assertEquals(
                Map.of(
                        "A", Service.AI,
                        "B", Service.D1,
                        "C", Service.KV,
                        "D", Service.QUEUES,
                        "E", Service.R2,
                        "F", Service.VECTORIZE),
                found.stream().collect(Collectors.toMap(DeclaredBinding::name, DeclaredBinding::service)));
        assertEquals("isobar.toml:2: bindings.A", folder.within(found.get(0).place()));
        assertNull(found.get(0).resource());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "bindings = 1                       | bindings: must be a table",
                "bindings = { A = 1 }               | bindings.A: must be a text that is not empty",
                "bindings = { A = '' }              | bindings.A: must be a text that is not empty",
                "bindings = { '1A' = 'kv' }         | bindings.1A: a binding's name must be an identifier: letters,"
                        + " digits, _ and $, no digit first",
                "bindings = { A = 'kvs' }           | bindings.A: unknown service 'kvs'; known are ai, d1, kv, queues,"
                        + " r2, vectorize; did you mean 'kv'?",
                "bindings = { A = 'KV' }            | bindings.A: unknown service 'KV'; known are ai, d1, kv, queues,"
                        + " r2, vectorize; did you mean 'kv'?",
                "backends = 'memory:'               | backends: must be a table",
                "backends = { A = 1 }               | backends.A: must be a text that is not empty",
                "backend = { A = 'memory:' }        | backend: unknown key; known are backends, bindings, limits,"
                        + " profiles, unplaced; did you mean 'backends'?",
                "limits = 1                         | limits: must be a text that is not empty",
                "limits = 'none'                    | limits: unknown limits; known are cloudflare, relaxed",
                "limits = 'relax'                   | limits: unknown limits; known are cloudflare, relaxed;"
                        + " did you mean 'relaxed'?",
                "profiles = 1                       | profiles: must be a table",
                "profiles = { test = 1 }            | profiles.test: must be a table",
                "profiles = { test = { urls = 1 } } | profiles.test.urls: unknown key; known are backends, limits,"
                        + " unplaced",
                "profiles = { t = { backends=1 } }  | profiles.t.backends: must be a table",
            })
    void refusesWhatItDoesNotKnow(String toml, String problem) throws IOException {
        assertEquals(List.of("isobar.toml:1: " + problem), problems(toml + "\n"));
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "none, none, none, none",
                "relaxed, none, none, relaxed",
                "relaxed, none, test, relaxed",
                "relaxed, cloudflare, none, relaxed",
                "relaxed, cloudflare, test, cloudflare",
                "none, relaxed, test, relaxed",
                "none, relaxed, none, none",
            })
    void readsTheLimits(
            @Nullable String top, @Nullable String inProfile, @Nullable String chosen, @Nullable String expected)
            throws IOException {
        folder.write("isobar.toml", limits(top) + "[profiles.test]\n" + limits(inProfile));
        if (chosen != null) {
            folder.profile(chosen);
        }

        assertEquals(expected, folder.read().limits());
    }

    private static String limits(@Nullable String name) {
        return name == null ? "" : "limits = '" + name + "'\n";
    }

    @Test
    void refusesTheLimitsOfTheChosenProfile() throws IOException {
        folder.profile("test");

        assertEquals(
                List.of("isobar.toml:2: profiles.test.limits: unknown limits; known are cloudflare, relaxed"),
                problems("[profiles.test]\nlimits = 'none'\n"));
        assertNull(folder.read(new ArrayList<>()).limits());
    }

    @Test
    void namesTheProfilesThatThereAre() throws IOException {
        folder.profile("prod");

        assertEquals(
                List.of("profile prod: isobar.toml has no profile 'prod'; it has test, production;"
                        + " did you mean 'production'?"),
                problems("[profiles.test]\n[profiles.production]\n"));
        assertEquals(List.of("profile prod: isobar.toml has no profile 'prod'; it has none"), problems(""));
    }

    @Test
    void refusesBindingsInBothFiles() throws IOException {
        folder.write("wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\n");

        assertEquals(
                List.of("isobar.toml:1: bindings: wrangler.toml declares the bindings; keep them in one of the two"),
                problems("[bindings]\nOTHER = 'kv'\n"));
    }

    @Test
    void declaresTheBindingsWhereWranglersFileHasNone() throws IOException {
        folder.write("wrangler.toml", "name = 'shop'\n").write("isobar.toml", "[bindings]\nCACHE = 'kv'\n");

        assertEquals("CACHE", folder.read().bindings().get(0).name());
    }

    /** An environment that is not chosen declares bindings too: this file must not add to them. */
    @Test
    void refusesBindingsBesideThoseOfAnEnvironment() throws IOException {
        folder.write("wrangler.toml", "[[env.staging.kv_namespaces]]\nbinding = 'CACHE'\n");

        assertEquals(
                List.of("isobar.toml:1: bindings: wrangler.toml declares the bindings; keep them in one of the two"),
                problems("[bindings]\nOTHER = 'kv'\n"));
    }
}
