package dev.isobar.backend.jdbc.sqlite;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.Service;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.D1Driver.D1Statement;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** When databases in memory open: once, for whoever comes first, and not after the backend has closed. */
class SqliteOpeningTest {
    private final SqliteBackend backend = new SqliteBackend(BackendConfig.of("memory", "", Map.of()));

    private static BindingTarget target(Map<String, String> settings) {
        return new BindingTarget("DB", null, Settings.of("memory", settings));
    }

    @Test
    void givesAllThreadsTheSameDatabase() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(16);
        CountDownLatch start = new CountDownLatch(1);
        try {
            List<Future<D1Driver>> calls = new ArrayList<>();
            for (int i = 0; i < 16; i++) {
                calls.add(threads.submit(() -> {
                    start.await();
                    return backend.d1(target(Map.of()));
                }));
            }
            start.countDown();
            Set<D1Driver> drivers = new HashSet<>();
            for (Future<D1Driver> call : calls) {
                drivers.add(call.get(30, TimeUnit.SECONDS));
            }

            assertEquals(1, drivers.size());
        } finally {
            threads.shutdownNow();
            backend.close();
        }
    }

    @Test
    void isNotSpoiledByAFailedAttempt() throws Exception {
        assertThrows(InvalidSettingException.class, () -> backend.d1(target(Map.of("timeout", "soon"))));

        assertEquals(1, execute(backend.d1(target(Map.of()))));
        backend.close();
    }

    private static int execute(D1Driver driver) throws Exception {
        return driver.execute(List.of(new D1Statement("SELECT 1", List.of())), null)
                .results()
                .size();
    }

    @Test
    void dropsADatabaseThatNobodyHasOpened() throws Exception {
        StoreDriver stores = Objects.requireNonNull(backend.stores(Service.D1, Settings.of("memory", Map.of())));

        assertTrue(stores.create("audit"));
        assertTrue(stores.drop("audit"));

        assertEquals(List.of(), stores.list());
        backend.close();
    }

    @Test
    void opensNothingAfterItsClose() throws Exception {
        D1Driver before = backend.d1(target(Map.of()));
        backend.close();

        assertThrows(IllegalStateException.class, () -> backend.d1(target(Map.of())));
        assertThrows(Exception.class, () -> execute(before));
        backend.close();
    }
}
