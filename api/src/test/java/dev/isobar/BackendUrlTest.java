package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.isobar.error.Service;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Rules ENV-CONN-01, ENV-OPEN-02 and ENV-OPEN-03: the parts of a URL, and the artifact that serves a scheme. */
class BackendUrlTest {
    private static BackendUrl url(String text) {
        return Objects.requireNonNull(BackendUrl.parse(text));
    }

    @Test
    void divides() {
        BackendUrl found = url("JDBC:h2:mem?b=2&a=x%26y+z&c&d=&=e");

        assertEquals("jdbc:h2:mem", found.location());
        assertEquals(Map.of("b", "2", "a", "x&y+z", "c", "", "d", "", "", "e"), found.settings());
        assertEquals(Set.of(), found.repeated());
        assertEquals("jdbc", found.firstPart());
        assertEquals("mem", found.address("jdbc:h2"));
    }

    @Test
    void namesWhatIsRepeated() {
        BackendUrl found = url("x:?a=1&b=2&a=3&c&c");

        assertEquals(Set.of("a", "c"), found.repeated());
        assertEquals("3", found.settings().get("a"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "memory", ":x", "1x:", "a b:", "//x:y", "x:?a=%zz", "x:?%zz"})
    void refusesOtherTexts(String text) {
        assertNull(BackendUrl.parse(text));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x:?a=%zz", "x:", "x:?"})
    void readsWhatStandsBeforeTheQueryAlone(String text) {
        assertEquals("x:", Objects.requireNonNull(BackendUrl.withoutQuery(text)).location());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "jdbc:h2:x, jdbc:h2",
                "jdbc:h2, jdbc",
                "jdbc:H2:x, jdbc:h2",
                "jdbc:h22:x, jdbc",
                "jdb:x, none",
                "jdbcx:y, none",
                "j:x, j",
            })
    void findsTheLongestScheme(String text, @Nullable String expected) {
        assertEquals(expected, url(text).scheme(Set.of("j", "jdbc", "jdbc:h2")));
        assertNull(url(text).scheme(Set.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "JDBC:PostgreSQL://db, jdbc:postgresql",
        "jdbc:secret, jdbc",
        "jdbc:with-minus:x, jdbc",
        "redis://user:pw@host, redis",
        "xjdbc:a:b, xjdbc",
    })
    void showsNothingThatMayBeASecret(String text, String expected) {
        assertEquals(expected, url(text).shown());
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                "jdbc:sqlite, jdbc, none",
                "memory, jdbc, memory",
                "redis, none, redis",
                "rediss, none, redis",
                "redis-cluster, none, redis",
                "redis-sentinel, none, redis",
                "sqlite, none, none",
            })
    void knowsTheArtifactsOfSchemes(String scheme, @Nullable String ofD1, @Nullable String ofKv) {
        assertEquals(artifact(ofD1), KnownSchemes.artifact(Service.D1, scheme));
        assertEquals(artifact(ofKv), KnownSchemes.artifact(Service.KV, scheme));
        assertEquals(artifact(ofKv), KnownSchemes.artifact(Service.QUEUES, scheme));
        assertEquals(scheme.equals("memory") ? artifact("memory") : null, KnownSchemes.artifact(Service.R2, scheme));
    }

    private static @Nullable String artifact(@Nullable String name) {
        return name == null ? null : "dev.isobar:isobar-backend-" + name;
    }
}
