package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.ToolProvider;

/** A module of this repository, loaded anew with one place of one of its sources changed. */
final class ChangedSource extends ClassLoader {
    private final String prefix;
    private final Path changed;

    private ChangedSource(String prefix, Path changed) {
        super(ChangedSource.class.getClassLoader());
        this.prefix = prefix;
        this.changed = changed;
    }

    /**
     * Compiles a changed source.
     *
     * @param module the folder of the module
     * @param prefix the package whose classes are loaded anew, with those below it
     * @param source the file below the package
     * @param place what the file holds once; without indentation, as the formatter may change that
     * @param replacement what stands there instead
     * @param folder where the changed classes are kept while the loader is in use
     * @return a loader of the module with the change
     */
    static ChangedSource of(
            String module, String prefix, String source, String place, String replacement, Path folder) {
        String path = prefix.replace('.', '/') + "/" + source;
        String text = read(Path.of("..", module, "src/main/java", path));
        String spaced = oneLine(text);
        String sought = oneLine(place);
        assertEquals(
                1,
                spaced.split(Pattern.quote(sought), -1).length - 1,
                () -> "'" + place + "' stands not once in " + path + "; adapt the planted defect to the source");
        compile(path, spaced.replace(sought, replacement), folder);
        return new ChangedSource(prefix + ".", folder);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Comments to the end of a line go, since the lines are joined. */
    private static String oneLine(String text) {
        return text.replaceAll("(?m)^\\s*//.*$", "").replaceAll("\\s+", " ").strip();
    }

    private static void compile(String path, String text, Path folder) {
        JavaFileObject unit = new SimpleJavaFileObject(URI.create("string:///" + path), JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return text;
            }
        };
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter problems = new StringWriter();
        boolean compiled = compiler.getTask(
                        problems,
                        null,
                        null,
                        List.of(
                                "-proc:none",
                                "-nowarn",
                                "-d",
                                folder.toString(),
                                "-cp",
                                System.getProperty("java.class.path")),
                        null,
                        List.of(unit))
                .call();
        assertTrue(compiled, () -> "the changed " + path + " does not compile: " + problems);
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(prefix)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        String path = name.replace('.', '/') + ".class";
        Path own = changed.resolve(path);
        try (InputStream bytes = Files.exists(own) ? Files.newInputStream(own) : getResourceAsStream(path)) {
            if (bytes == null) {
                throw new ClassNotFoundException(name);
            }
            byte[] code = bytes.readAllBytes();
            return defineClass(name, code, 0, code.length);
        } catch (IOException unreadable) {
            throw new ClassNotFoundException(name, unreadable);
        }
    }
}
