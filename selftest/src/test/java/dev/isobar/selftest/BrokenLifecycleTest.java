package dev.isobar.selftest;

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
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Each backend that opens or closes wrongly is seen by the rule that it breaks. */
class BrokenLifecycleTest {
    private static final ThreadLocal<BrokenLifecycle> DEFECT = new ThreadLocal<>();
    private static final ThreadLocal<ClassLoader> PROVIDERS = new ThreadLocal<>();
    private static final ThreadLocal<Path> FOLDER = new ThreadLocal<>();

    private URLClassLoader providers;

    /** The provider is in a folder of its own: as part of the path it would be offered to all other tests. */
    @BeforeEach
    void offer(@TempDir Path folder) throws IOException {
        Path entry = folder.resolve("META-INF/services/" + BackendProvider.class.getName());
        Files.createDirectories(entry.getParent());
        Files.writeString(entry, BrokenLifecycleProvider.class.getName());
        providers = new URLClassLoader(
                new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
        PROVIDERS.set(providers);
        FOLDER.set(folder);
    }

    @AfterEach
    void close() throws IOException {
        providers.close();
    }

    @ParameterizedTest
    @EnumSource
    void isSeen(BrokenLifecycle defect) {
        DEFECT.set(defect);

        boolean seen = Verdict.fails(Judged.class, defect.rule());

        assertTrue(seen, () -> defect + " passes " + defect.rule());
    }

    static class Judged extends EnvLifecycleTck {
        @Override
        protected String backend() {
            return "broken";
        }

        @Override
        protected Map<Service, String> urls() {
            return DEFECT.get().urls(FOLDER.get());
        }

        @Override
        protected Env open(EnvBuilder builder) {
            return DEFECT.get().changed(builder.classLoader(PROVIDERS.get())).open();
        }
    }
}
