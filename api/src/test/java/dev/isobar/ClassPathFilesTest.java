package dev.isobar;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.error.ConfigurationException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.jar.JarEntry;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Rule ENV-FILE-10: files on the class path. */
class ClassPathFilesTest {
    private static final Map<String, String> FILES = Map.of(
            "wrangler.toml", "[[kv_namespaces]]\nbinding = 'CACHE'\nid = 'pages'\n",
            "isobar.toml", "[backends]\nCACHE = 'fake:${file:secrets/address}'\n",
            "secrets/address", "\uFEFFkv\n");

    @TempDir
    Path folder;

    private static byte[] jar(Map<String, String> files) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (JarOutputStream jar = new JarOutputStream(bytes)) {
            for (Map.Entry<String, String> file : files.entrySet()) {
                jar.putNextEntry(new JarEntry(file.getKey()));
                jar.write(file.getValue().getBytes(StandardCharsets.UTF_8));
            }
        }
        return bytes.toByteArray();
    }

    private static void assertOpens(EnvBuilder builder) {
        try (Env env = builder.variables(Map.of()).properties(Map.of()).open()) {
            assertEquals("CACHE: kv 'pages' on fake:", env.bindings().get(0).toString());
        }
    }

    private static List<String> problems(EnvBuilder builder) {
        EnvBuilder alone = builder.variables(Map.of()).properties(Map.of());
        return assertThrows(ConfigurationException.class, alone::open).problems();
    }

    private URLClassLoader loader(Map<String, String> files) throws IOException {
        Path jar = Files.write(folder.resolve("app.jar"), jar(files));
        return new URLClassLoader(new URL[] {jar.toUri().toURL()}, getClass().getClassLoader());
    }

    @Test
    void areReadFromAJar() throws IOException {
        try (URLClassLoader loader = loader(FILES)) {
            assertOpens(Env.from(loader));
        }
    }

    @Test
    void areReadFromAJarInAJar() throws IOException {
        assertOpens(Env.from(new NestedJar(jar(FILES))));
    }

    @Test
    void areReadWhereTheyAreWhateverLoadsTheBackends() throws IOException {
        try (URLClassLoader loader = loader(FILES)) {
            assertOpens(Env.from(loader).classLoader(getClass().getClassLoader()));
        }
    }

    @Test
    void areNamedInFilesOfAFolder() throws IOException {
        Files.writeString(
                folder.resolve("isobar.toml"),
                "[bindings]\nCACHE = 'kv'\n[backends]\nCACHE = 'fake:${file:classpath:secrets/address}'\n");
        try (URLClassLoader loader = loader(FILES)) {
            Env.from(folder)
                    .classLoader(loader)
                    .variables(Map.of())
                    .properties(Map.of())
                    .open()
                    .close();
        }
        assertEquals(
                List.of("isobar.toml:4: backends.CACHE: the file classpath:secrets/address cannot be read"
                        + " (NoSuchFileException)"),
                problems(Env.from(folder)).stream()
                        .map(problem -> problem.replace(folder + "/", ""))
                        .toList());
    }

    @Test
    void mayNameAFileOfTheMachine() throws IOException {
        Path address = Files.writeString(folder.resolve("address"), "kv");
        Map<String, String> files =
                Map.of("isobar.toml", "[bindings]\nCACHE = 'kv'\n[backends]\nCACHE = 'fake:${file:" + address + "}'\n");
        try (URLClassLoader loader = loader(files);
                Env env = Env.from(loader)
                        .variables(Map.of())
                        .properties(Map.of())
                        .open()) {
            assertEquals("fake", env.bindings().get(0).scheme());
        }
    }

    @Test
    void areNamedInProblems() throws IOException {
        try (URLClassLoader loader = loader(Map.of("wrangler.json", "{\"ai\": 1}", "isobar.toml", "a = 1"))) {
            assertEquals(
                    List.of(
                            "classpath:wrangler.json:1: ai: must be a table",
                            "classpath:isobar.toml:1: a: unknown key; known are backends, bindings, limits, profiles,"
                                    + " unplaced"),
                    problems(Env.from(loader)));
        }
        assertEquals(
                List.of("the class path: holds none of wrangler.jsonc, wrangler.json, wrangler.toml, isobar.toml; add"
                        + " one, name another folder, or declare bindings with Env.builder()"),
                assertThrows(
                                ConfigurationException.class,
                                () -> Env.load(getClass().getClassLoader()))
                        .problems());
    }

    /** Finds the files of a jar that is not a file, as those of an application in one jar are found. */
    private static final class NestedJar extends ClassLoader {
        private final byte[] jar;

        NestedJar(byte[] jar) {
            super(ClassPathFilesTest.class.getClassLoader());
            this.jar = jar;
        }

        private byte @Nullable [] content(String name) throws IOException {
            try (JarInputStream entries = new JarInputStream(new ByteArrayInputStream(jar))) {
                for (JarEntry entry = entries.getNextJarEntry(); entry != null; entry = entries.getNextJarEntry()) {
                    if (entry.getName().equals(name)) {
                        return entries.readAllBytes();
                    }
                }
                return null;
            }
        }

        @Override
        protected @Nullable URL findResource(String name) {
            try {
                byte[] content = content(name);
                return content == null
                        ? null
                        : new URL("jar", null, -1, "nested:app.jar/!lib.jar!/" + name, handler(content));
            } catch (IOException broken) {
                throw new UncheckedIOException(broken);
            }
        }

        private static URLStreamHandler handler(byte[] content) {
            return new URLStreamHandler() {
                @Override
                protected URLConnection openConnection(URL url) {
                    return new URLConnection(url) {
                        @Override
                        public void connect() {}

                        @Override
                        public InputStream getInputStream() {
                            return new ByteArrayInputStream(content);
                        }
                    };
                }

                @Override
                protected void parseURL(URL url, String spec, int start, int limit) {}
            };
        }
    }
}
