package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.backend.redis.RedisBackendProvider;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.Objects;
import org.junit.jupiter.api.Test;

/** A backend whose client is not on the path, as after an exclusion in a build, is told apart from a server that is away. */
class MissingLibraryTest {
    /** Loads the backend itself, so that the classes it asks for are those that this class loader sees. */
    private static final class WithoutClient extends URLClassLoader {
        WithoutClient(URL backend) {
            super(new URL[] {backend}, MissingLibraryTest.class.getClassLoader());
        }

        @Override
        protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
            if (name.startsWith("io.lettuce.")) {
                throw new ClassNotFoundException(name);
            }
            if (!name.startsWith("dev.isobar.backend.redis.")) {
                return super.loadClass(name, resolve);
            }
            Class<?> known = findLoadedClass(name);
            return known == null ? findClass(name) : known;
        }
    }

    @Test
    void namesTheClassAndTheDependency() throws IOException {
        URL backend = Objects.requireNonNull(
                        RedisBackendProvider.class.getProtectionDomain().getCodeSource())
                .getLocation();

        try (WithoutClient loader = new WithoutClient(backend)) {
            ConfigurationException refused = assertThrows(ConfigurationException.class, () -> Env.builder()
                    .classLoader(loader)
                    .bind(Service.KV, "CACHE", "redis://:hunter2@localhost:1")
                    .open());

            String problem = refused.problems().get(0);
            assertEquals(
                    "binding CACHE: redis: cannot be opened without the class io.lettuce…, which is not on the path;"
                            + " add the dependency dev.isobar:isobar-backend-redis with all of its own dependencies",
                    problem.replaceFirst("io\\.lettuce\\.[\\w.$]+", "io.lettuce…"));
            assertEquals(1, refused.problems().size());
            assertInstanceOf(NoClassDefFoundError.class, refused.getSuppressed()[0]);
        }
    }
}
