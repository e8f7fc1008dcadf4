package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Providers that a class loader finds, and those that it cannot use: they keep no other from working. */
class ProviderSearchTest {
    @TempDir
    Path folder;

    /** What all providers below are, but for what is wrong with them. */
    public abstract static class Provider implements BackendProvider {
        /** For {@link java.util.ServiceLoader}. */
        protected Provider() {}

        @Override
        public Set<String> schemes(Service service) {
            return Set.of("found");
        }

        @Override
        public Backend open(BackendConfig config) {
            return () -> {};
        }
    }

    /** Works. */
    public static final class Working extends Provider {}

    /** Cannot be created. */
    public static final class Refusing extends Provider {
        /** Throws. */
        public Refusing() {
            throw new IllegalStateException("hunter2");
        }
    }

    /** Cannot say what it serves. */
    public static final class Speechless extends Provider {
        @Override
        public Set<String> schemes(Service service) {
            throw new UnsupportedOperationException("hunter2");
        }
    }

    /** Lacks a class of its client. */
    public static final class Lacking extends Provider {
        @Override
        public Set<String> secretSettings() {
            throw new NoClassDefFoundError("com/example/Client");
        }
    }

    /** Is without memory. */
    public static final class Exhausted extends Provider {
        @Override
        public Set<String> schemes(Service service) {
            throw new OutOfMemoryError("planned");
        }
    }

    /** A class loader that sees these providers beside those of the tests. */
    private ClassLoader loader(String... names) throws IOException {
        Path services = folder.resolve("META-INF/services");
        Files.createDirectories(services);
        Files.write(services.resolve(BackendProvider.class.getName()), List.of(names));
        return new URLClassLoader(new URL[] {folder.toUri().toURL()}, getClass().getClassLoader());
    }

    private static List<String> found(BackendProviders providers) {
        return providers.providers().stream()
                .map(found -> found.provider().getClass().getSimpleName())
                .sorted()
                .toList();
    }

    @Test
    void findsEachProviderOnceThoughBothClassLoadersSeeIt() throws IOException {
        BackendProviders providers = ProviderSearch.with(loader(Working.class.getName()));

        assertEquals(List.of("FakeBackendProvider", "Working"), found(providers));
        assertEquals(Set.of(), providers.broken().keySet());
    }

    @Test
    void seesTheBackendsBesideThisLibraryThoughTheApplicationDoesNot() {
        assertEquals(List.of("FakeBackendProvider"), found(ProviderSearch.with(ClassLoader.getPlatformClassLoader())));
    }

    @Test
    void saysWhyAProviderCannotBeUsedAndFindsTheOthers() throws IOException {
        BackendProviders providers = ProviderSearch.with(loader(
                Refusing.class.getName(),
                "com.example.Nowhere",
                ProviderSearchTest.class.getName(),
                Speechless.class.getName(),
                Lacking.class.getName(),
                Working.class.getName()));

        assertEquals(List.of("FakeBackendProvider", "Working"), found(providers));
        String here = ProviderSearchTest.class.getName();
        assertEquals(
                List.of(
                        here + "$Refusing fails with java.lang.IllegalStateException",
                        "Provider com.example.Nowhere not found",
                        here + " not a subtype",
                        here + "$Speechless fails with java.lang.UnsupportedOperationException",
                        here + "$Lacking needs the class com.example.Client, which is not on the path"),
                new ArrayList<>(providers.broken().keySet()));
    }

    @Test
    void endsWithAHundredUnusableEntries() throws IOException {
        List<String> names = new ArrayList<>();
        IntStream.range(0, 100).forEach(i -> names.add("com.example.Nowhere" + i));
        names.add(Working.class.getName());

        BackendProviders providers = ProviderSearch.with(loader(names.toArray(String[]::new)));

        assertEquals(List.of("FakeBackendProvider"), found(providers));
        assertEquals(100, providers.broken().size());
    }

    @Test
    void goesOnAfterNinetyNineUnusableEntries() throws IOException {
        List<String> names = new ArrayList<>();
        IntStream.range(0, 99).forEach(i -> names.add("com.example.Nowhere" + i));
        names.add(Working.class.getName());

        assertTrue(
                found(ProviderSearch.with(loader(names.toArray(String[]::new)))).contains("Working"));
    }

    @Test
    void letsPassWhatNoCallerCanHandle() throws IOException {
        ClassLoader loader = loader(Exhausted.class.getName());

        assertThrows(OutOfMemoryError.class, () -> ProviderSearch.with(loader));
    }

    @Test
    void addsWhatWasThrownToTheRefusalOfTheEnvironment() throws IOException {
        EnvBuilder builder =
                Env.builder().classLoader(loader(Speechless.class.getName())).bind(Service.KV, "CACHE", "unknown:x");

        ConfigurationException refusal = assertThrows(ConfigurationException.class, builder::open);

        assertEquals(
                List.of(
                        "binding CACHE: unknown scheme unknown: for kv; on the path for kv are fake, jdbc, jdbc:h2; on the"
                                + " path, but not usable: " + Speechless.class.getName()
                                + " fails with java.lang.UnsupportedOperationException"),
                refusal.problems());
        assertInstanceOf(
                UnsupportedOperationException.class,
                Arrays.asList(refusal.getSuppressed()).get(0));
    }
}
