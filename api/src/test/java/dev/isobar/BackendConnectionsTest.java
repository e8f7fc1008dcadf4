package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which connections URLs lead to, and which problems are found on the way. The fake backend has no drivers. */
class BackendConnectionsTest {
    private static final String NO_DRIVER = "(java.lang.UnsupportedOperationException)";

    @BeforeEach
    void forget() {
        FakeBackendProvider.OPENED.clear();
    }

    /** Opens bindings A, B and so on, all of the store "cache", and returns the problems without that of the drivers. */
    private static List<String> problems(String... urls) {
        EnvBuilder builder = Env.builder();
        char name = 'A';
        for (String url : urls) {
            builder.bind(Service.KV, String.valueOf(name++), "cache", url);
        }
        return problems(builder);
    }

    private static List<String> problems(EnvBuilder builder) {
        return assertThrows(ConfigurationException.class, builder::open).problems().stream()
                .filter(problem -> !problem.contains(NO_DRIVER))
                .toList();
    }

    @Test
    void opensOneConnectionForUrlsThatDifferInSettingsOfTheBinding() {
        assertEquals(
                List.of(),
                problems(
                        "fake:x?timeout=2s&token=t&prefix=a", "fake:x?token=t&prefix=b&timeout=2s", "fake:x?prefix=c"));

        assertEquals(List.of("fake x", "fake x"), FakeBackendProvider.OPENED);
    }

    @Test
    void prefersTheLongestSchemeWhateverItsCase() {
        problems("jdbc:h2:mem", "JDBC:H2:mem", "jdbc:other:mem");

        assertEquals(List.of("jdbc:h2 mem", "jdbc other:mem"), FakeBackendProvider.OPENED);
    }

    @Test
    void reportsProblemsOfConnectionAndBindingTogether() {
        assertEquals(
                List.of(
                        "binding A: setting 'partitions' is '99'; it takes a number from 1 to 16",
                        "binding A: unknown setting 'timout'; fake: takes partitions, pin, prefix, timeout, token;"
                                + " did you mean 'timeout'?",
                        "binding A: setting 'timeout' is '9999999h'; it takes a time from 1ms to 1d,"
                                + " in whole ms, s, m, h or d"),
                problems("fake:x?timeout=9999999h&partitions=99&timout=1s"));
    }

    @Test
    void refusesBindingsOfOneStoreWithDifferentSettings() {
        assertEquals(
                List.of("binding B: setting 'partitions' of B differs from that of A (binding A), which uses the same"
                        + " store; use the same settings for both"),
                problems("fake:x?prefix=a&partitions=4", "fake:x?prefix=a&partitions=8", "fake:x?partitions=8"));
    }

    @Test
    void triesEachConnectionOnce() {
        List<String> problems = problems("fake:down", "fake:down?prefix=a");

        assertEquals(List.of("fake down"), FakeBackendProvider.OPENED);
        assertEquals(2, problems.size(), problems::toString);
    }

    @Test
    void quotesNoSecret() {
        List<String> problems = problems(
                "fake:x?pin=hunter2",
                "fake://app:hunter2:1@hun ter2,x",
                "fake:x?token=a&hunter2",
                "fake:x?a&a&hun@ter2=1");

        assertEquals(6, problems.size(), problems::toString);
        assertFalse(problems.toString().contains("hun"), problems::toString);
    }

    @Test
    void refusesASettingTwice() {
        assertTrue(
                problems("fake:x?prefix=a&prefix=b").contains("binding A: setting 'prefix' is given more than once"));
    }

    @Test
    void asksTheProviderWhatIsASecret(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("isobar.toml"), """
                [bindings]
                A = "kv"
                [backends]
                A = "fake:x?pin=1234&token=t"
                [profiles.other.backends]
                A = "unknown:x?pin=1234&token=t"
                """);

        String fix = " is in plain text; use ${env:NAME} or ${file:PATH} instead, and change the secret";
        List<String> problems = problems(Env.from(folder).variables(Map.of()).properties(Map.of())).stream()
                .map(problem -> problem.replaceFirst("^.*toml:", ""))
                .toList();
        assertEquals(List.of("4: backends.A: 'pin'" + fix, "6: profiles.other.backends.A: 'token'" + fix), problems);
    }

    @Test
    void refusesADriverOfAnotherServiceAtOnce() {
        assertThrows(IllegalArgumentException.class, () -> Env.builder()
                .bind(Service.KV, "CACHE", () -> dev.isobar.spi.Capabilities.of()));
    }
}
