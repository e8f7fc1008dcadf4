package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.backend.jdbc.JdbcBackendProvider;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;

/** Which settings belong to a URL and which to a binding, and which databases a backend has. */
class SqliteBackendTest {
    private static final String SIX_TERMS = String.join(" union all ", Collections.nCopies(6, "select 1"));

    @TempDir
    Path folder;

    private final JdbcBackendProvider provider = new JdbcBackendProvider();

    private static List<String> problems(Executable call) {
        return assertThrows(InvalidSettingException.class, call).problems();
    }

    private Backend open(String scheme, String address, Map<String, String> settings) {
        return provider.open(BackendConfig.of(scheme, address, settings));
    }

    private static BindingTarget target(String name, String scheme, Map<String, String> settings) {
        return new BindingTarget(name, null, Settings.of(scheme, settings));
    }

    private static int rows(D1Driver driver, String sql) throws Exception {
        return driver.execute(List.of(new D1Statement(sql, List.of())), null)
                .results()
                .get(0)
                .rows()
                .size();
    }

    @Test
    void offersD1Alone() {
        assertEquals(Set.of("jdbc:sqlite", "memory"), provider.schemes(Service.D1));
        assertEquals(Set.of(), provider.schemes(Service.KV));
        assertThrows(IllegalArgumentException.class, () -> open("jdbc:other", "a.db", Map.of()));
    }

    @Test
    void settingsOfAFileIdentifyItsConnection() {
        assertEquals(
                Set.of("busyTimeout", "limits", "queueTimeout", "synchronous", "timeout"),
                provider.connectionSettings("jdbc:sqlite"));
        assertEquals(Set.of(), provider.connectionSettings("memory"));
    }

    @Test
    void settingsOfADatabaseInMemoryAreItsBindings() {
        provider.checkSettings(Service.D1, Settings.of("memory", Map.of("limits", "sqlite")));
        provider.checkSettings(Service.D1, Settings.of("jdbc:sqlite", Map.of()));
        assertEquals(
                1,
                problems(() -> provider.checkSettings(Service.D1, Settings.of("memory", Map.of("limits", "none"))))
                        .size());
        assertEquals(
                1,
                problems(() -> provider.checkSettings(
                                Service.D1, Settings.of("jdbc:sqlite", Map.of("limits", "sqlite"))))
                        .size());
        assertEquals(
                1,
                problems(() -> SqliteConfig.ofMemory(Settings.of("memory", Map.of("busyTimeout", "1s"))))
                        .size());
        assertEquals(
                1,
                problems(() -> SqliteConfig.ofMemory(Settings.of("memory", Map.of("synchronous", "full"))))
                        .size());
    }

    @Test
    void aUrlOfMemoryHasNoAddressAndNoSettings() {
        assertEquals(List.of("memory: takes no address"), problems(() -> open("memory", "x", Map.of())));
        assertEquals(
                1, problems(() -> open("memory", "", Map.of("timeout", "1s"))).size());
    }

    @Test
    void aBindingOfAFileHasNoSettings() {
        String file = folder.resolve("app.db").toString();
        try (Backend backend = open("jdbc:sqlite", file, Map.of())) {
            assertEquals(
                    1,
                    problems(() -> backend.d1(target("DB", "jdbc:sqlite", Map.of("limits", "sqlite"))))
                            .size());
        }
    }

    @Test
    void allBindingsOfAFileHaveOneDatabase() throws Exception {
        String file = folder.resolve("app.db").toString();
        try (Backend backend = open("jdbc:sqlite", file, Map.of("limits", "sqlite"))) {
            D1Driver one = backend.d1(target("ONE", "jdbc:sqlite", Map.of()));
            assertSame(one, backend.d1(target("TWO", "jdbc:sqlite", Map.of())));
            assertEquals(6, rows(one, SIX_TERMS));
            assertNull(backend.stores(Service.D1, Settings.of("jdbc:sqlite", Map.of())));
        }
    }

    @Test
    void databasesInMemoryHaveTheSettingsOfTheirUrlOrBinding() throws Exception {
        try (Backend shared = open("jdbc:sqlite", ":memory:", Map.of("limits", "sqlite"));
                Backend own = open("memory", "", Map.of())) {
            D1Driver one = shared.d1(target("ONE", "jdbc:sqlite", Map.of()));
            assertNotSame(one, shared.d1(target("TWO", "jdbc:sqlite", Map.of())));
            assertEquals(6, rows(one, SIX_TERMS));
            assertEquals(6, rows(own.d1(target("ONE", "memory", Map.of("limits", "sqlite"))), SIX_TERMS));
            assertThrows(RuntimeException.class, () -> rows(own.d1(target("TWO", "memory", Map.of())), SIX_TERMS));
        }
    }

    @Test
    void aDatabaseThatIsDroppedIsClosed() throws Exception {
        try (Backend backend = open("memory", "", Map.of())) {
            D1Driver dropped = backend.d1(target("DB", "memory", Map.of()));
            assertEquals(1, rows(dropped, "select 1"));
            StoreDriver stores = Objects.requireNonNull(backend.stores(Service.D1, Settings.of("memory", Map.of())));
            assertTrue(stores.drop("DB"));

            assertThrows(Exception.class, () -> rows(dropped, "select 1"));
            assertEquals(1, rows(backend.d1(target("DB", "memory", Map.of())), "select 1"));
        }
    }

    @Test
    void saysWhyAFileCannotBeUsed() throws Exception {
        Path blocking = Files.writeString(folder.resolve("blocking"), "a file");
        List<String> folderProblem = problems(
                () -> open("jdbc:sqlite", blocking.resolve("below/app.db").toString(), Map.of()));
        assertEquals(1, folderProblem.size());
        assertTrue(folderProblem.get(0).startsWith("the folder of the database cannot be created: "));
        InvalidSettingException refused =
                assertThrows(InvalidSettingException.class, () -> open("jdbc:sqlite", folder.toString(), Map.of()));
        assertTrue(refused.problems().get(0).startsWith("the database cannot be opened: "));
        assertTrue(refused.getCause() != null);
    }
}
