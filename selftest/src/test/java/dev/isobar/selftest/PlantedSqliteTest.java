package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.d1.D1Database;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each place of SQLite's driver that is changed is seen by the rule that it breaks, on a file. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "the files that a process has open are read from /proc")
class PlantedSqliteTest {
    private static final String PACKAGE = "dev.isobar.backend.jdbc";
    private static final ThreadLocal<BackendProvider> CHANGED = new ThreadLocal<>();

    @TempDir
    private static Path folder;

    @ParameterizedTest
    @EnumSource
    void isSeen(PlantedSqlite defect, @TempDir Path classes) throws Exception {
        ChangedSource changed = ChangedSource.of(
                "backend-jdbc", PACKAGE, "sqlite/" + defect.source(), defect.place(), defect.replacement(), classes);
        CHANGED.set((BackendProvider) changed.loadClass(PACKAGE + ".JdbcBackendProvider")
                .getConstructor()
                .newInstance());

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends D1DatabaseTck {
        @Override
        protected String backend() {
            return "planted";
        }

        @Override
        protected TckSubject<D1Database> open(TestClock clock) {
            String file = realFolder().resolve(UUID.randomUUID() + ".db").toString();
            return open(file, clock)
                    .withSecond(() -> open(file, clock))
                    .withRemains(() -> Map.of("open files", openFiles(file)), Duration.ofSeconds(1));
        }

        private static Path realFolder() {
            try {
                return folder.toRealPath();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        /** Counts the files that this process has open, as Linux tells it. */
        private static long openFiles(String file) {
            try (Stream<Path> descriptors = Files.list(Path.of("/proc/self/fd"))) {
                return descriptors
                        .filter(descriptor -> target(descriptor).startsWith(file))
                        .count();
            } catch (IOException unreadable) {
                throw new UncheckedIOException(unreadable);
            }
        }

        private static String target(Path descriptor) {
            try {
                return Files.readSymbolicLink(descriptor).toString();
            } catch (IOException closedMeanwhile) {
                return "";
            }
        }

        private static TckSubject<D1Database> open(String file, TestClock clock) {
            Backend backend = CHANGED.get()
                    .open(BackendConfig.of("jdbc:sqlite", file, Map.of()).withClock(clock));
            TckSubject<D1Database> subject = TckSubject.of(Service.D1, backend.d1(Drivers.TARGET), clock, Env::d1);
            AutoCloseable both = () -> {
                try (backend) {
                    subject.resource().close();
                }
            };
            return new TckSubject<>(subject.binding(), subject.capabilities(), subject.server(), both);
        }
    }
}
