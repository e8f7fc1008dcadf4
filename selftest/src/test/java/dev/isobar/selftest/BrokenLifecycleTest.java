package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.Service;
import dev.isobar.spi.BackendProvider;
import dev.isobar.tck.EnvLifecycleTck;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each backend that opens, closes or manages its stores wrongly is seen by the rule that it breaks. */
class BrokenLifecycleTest {
    private static final ThreadLocal<Map<Service, String>> URLS = new ThreadLocal<>();
    private static final ThreadLocal<UnaryOperator<EnvBuilder>> CHANGE = new ThreadLocal<>();
    private static final ThreadLocal<ClassLoader> PROVIDERS = new ThreadLocal<>();

    @TempDir
    private Path folder;

    private URLClassLoader providers;

    /** The provider is in a folder of its own: as part of the path it would be offered to all other tests. */
    @BeforeEach
    void offer() throws IOException {
        Path entry = folder.resolve("META-INF/services/" + BackendProvider.class.getName());
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, BrokenLifecycleProvider.class.getName());
        providers = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        PROVIDERS.set(providers);
        CHANGE.set(builder -> builder);
    }

    @AfterEach
    void close() throws IOException {
        providers.close();
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenLifecycle defect) {
        URLS.set(defect.urls(folder));
        CHANGE.set(defect::changed);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenStores defect) {
        URLS.set(Map.of(Service.KV, "broken:" + defect.name()));

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    /** What the defects are put into has none, also where nothing is waited for. */
    @Test
    void theGoodOnePasses() {
        URLS.set(Map.of(Service.KV, "broken:GOOD", Service.D1, "broken:GOOD:" + folder.resolve("{unique}.db")));

        assertEquals(Set.of(), Verdict.failed(Good.class));
    }

    static class Good extends EnvLifecycleTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected Map<Service, String> urls() {
            return URLS.get();
        }

        @Override
        protected Env open(EnvBuilder builder) {
            return CHANGE.get().apply(builder.classLoader(PROVIDERS.get())).open();
        }
    }

    /** The threads and files of the defects never end: nothing is won by waiting for them. */
    static class Judged extends EnvLifecycleTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected Map<Service, String> urls() {
            return URLS.get();
        }

        @Override
        protected Duration patience() {
            return Duration.ofSeconds(2);
        }

        @Override
        protected Env open(EnvBuilder builder) {
            return CHANGE.get().apply(builder.classLoader(PROVIDERS.get())).open();
        }
    }
}
