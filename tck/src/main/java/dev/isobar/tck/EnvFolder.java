package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.spi.BackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/**
 * A folder with configuration files, and the variables, properties and code around it.
 *
 * @since 0.1.0
 */
public final class EnvFolder implements AutoCloseable {
    private final Path path;
    private final Function<Setting, Env> opener;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private UnaryOperator<EnvBuilder> code = UnaryOperator.identity();

    EnvFolder(Function<Setting, Env> opener) {
        this.opener = opener;
        try {
            path = Files.createTempDirectory("isobar-env").toRealPath();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    /**
     * All that an environment is opened from.
     *
     * @param folder where the files are
     * @param variables the environment variables
     * @param properties the system properties
     * @param code what the program adds
     * @since 0.1.0
     */
    public record Setting(
            Path folder,
            Map<String, String> variables,
            Map<String, String> properties,
            UnaryOperator<EnvBuilder> code) {
        /**
         * Opens it as an application does.
         *
         * @return the environment
         */
        public Env open() {
            return code.apply(Env.from(folder).variables(variables).properties(properties))
                    .open();
        }
    }

    EnvFolder write(String name, String text) {
        try {
            Path file = path.resolve(name);
            Files.createDirectories(path.resolve(file.getParent()));
            Files.writeString(file, text);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    EnvFolder write(String name, byte[] bytes) {
        try {
            Files.write(path.resolve(name), bytes);
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    EnvFolder delete(String name) {
        try {
            Files.delete(path.resolve(name));
            return this;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    EnvFolder variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    EnvFolder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    EnvFolder code(UnaryOperator<EnvBuilder> more) {
        code = more;
        return this;
    }

    /** Returns a class loader that sees the kit and more providers of backends; nothing is loaded from the folder itself. */
    ClassLoader providers(String... names) {
        write("more/META-INF/services/" + BackendProvider.class.getName(), String.join("\n", names));
        try {
            return new URLClassLoader(
                    new URL[] {path.resolve("more").toUri().toURL()}, EnvFolder.class.getClassLoader());
        } catch (MalformedURLException neverOfAFile) {
            throw new IllegalStateException(neverOfAFile);
        }
    }

    Env open() {
        return opener.apply(new Setting(path, Map.copyOf(variables), Map.copyOf(properties), code));
    }

    /** Opens and closes it. */
    void works() {
        assertDoesNotThrow(this::open, "the environment opens").close();
    }

    /** Returns the problems that keep it from opening, files without the folder. */
    List<String> problems() {
        return assertThrows(ConfigurationException.class, this::open).problems().stream()
                .map(problem -> problem.replace(path + "/", ""))
                .toList();
    }

    /** Returns the only problem that keeps it from opening. */
    String problem() {
        List<String> problems = problems();
        if (problems.size() != 1) {
            throw new AssertionError("one problem is expected, found " + problems);
        }
        return problems.get(0);
    }

    @Override
    public void close() throws IOException {
        try (Stream<Path> files = Files.walk(path)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
