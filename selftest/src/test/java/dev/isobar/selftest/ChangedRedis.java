package dev.isobar.selftest;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Redis backend with one place in one of its scripts changed: its classes, loaded anew beside that script. */
final class ChangedRedis extends ClassLoader {
    private static final String PACKAGE = "dev.isobar.backend.redis.";

    private final Change change;

    /**
     * What is changed.
     *
     * @param script the name of the file without its ending, such as {@code queue-take}
     * @param place the text that stands there, once
     * @param replacement what stands there instead
     */
    record Change(String script, String place, String replacement) {
        private String in(String text) {
            int at = text.indexOf(place);
            if (at < 0 || text.indexOf(place, at + 1) >= 0) {
                throw new IllegalArgumentException(script + ".lua does not have this place once: " + place);
            }
            return text.substring(0, at) + replacement + text.substring(at + place.length());
        }
    }

    private ChangedRedis(Change change) {
        super(BackendProvider.class.getClassLoader());
        this.change = change;
    }

    /** Opens a server with the changed script; each backend has classes of its own. */
    static Backend open(Change change, String address, InstantSource clock) {
        try {
            Class<?> provider = Class.forName(PACKAGE + "RedisBackendProvider", true, new ChangedRedis(change));
            return ((BackendProvider) provider.getConstructor().newInstance())
                    .open(BackendConfig.of("redis", "//" + address, Map.of()).withClock(clock));
        } catch (ReflectiveOperationException refused) {
            throw new IllegalStateException(refused);
        }
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (!name.startsWith(PACKAGE)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? define(name) : loaded;
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] code = read(name.replace('.', '/') + ".class");
        if (code == null) {
            throw new ClassNotFoundException(name);
        }
        return defineClass(name, code, 0, code.length);
    }

    @Override
    public @Nullable InputStream getResourceAsStream(String name) {
        byte[] content = read(name);
        if (content == null || !name.equals(PACKAGE.replace('.', '/') + change.script() + ".lua")) {
            return content == null ? null : new ByteArrayInputStream(content);
        }
        return new ByteArrayInputStream(change.in(new String(content, UTF_8)).getBytes(UTF_8));
    }

    private byte @Nullable [] read(String name) {
        try (InputStream file = getParent().getResourceAsStream(name)) {
            return file == null ? null : file.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
