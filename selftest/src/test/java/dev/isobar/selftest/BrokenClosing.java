package dev.isobar.selftest;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import dev.isobar.tck.FailingBackendProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Offers the failing backends of the kit in the place of their own provider, and closes them wrongly. */
abstract class BrokenClosing implements BackendProvider {
    private final FailingBackendProvider good = new FailingBackendProvider();

    /** Returns a class loader that offers a provider, by a service file in a folder. */
    static ClassLoader offered(Class<? extends BackendProvider> provider, Path folder) {
        try {
            Path entry = folder.resolve("META-INF/services/" + BackendProvider.class.getName());
            Files.createDirectories(entry.getParent());
            Files.writeString(entry, provider.getName());
            return new URLClassLoader(new URL[] {folder.toUri().toURL()}, provider.getClassLoader());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    @Override
    public final Set<String> schemes(Service service) {
        return good.schemes(service);
    }

    @Override
    public final Set<String> connectionSettings(String scheme) {
        return good.connectionSettings(scheme);
    }

    @Override
    public final Backend open(BackendConfig config) {
        return over(good.open(config), config.address());
    }

    abstract Backend over(Backend backend, String test);

    /** Forgets all backends. */
    public static final class OfNone extends BrokenClosing {
        @Override
        Backend over(Backend backend, String test) {
            return new BrokenBackend(backend) {
                @Override
                public void close() {}
            };
        }
    }

    /** Closes the first backend of a test and forgets the others. */
    public static final class OfTheFirst extends BrokenClosing {
        private static final Set<String> CLOSED = ConcurrentHashMap.newKeySet();

        @Override
        Backend over(Backend backend, String test) {
            return new BrokenBackend(backend) {
                @Override
                public void close() {
                    if (CLOSED.add(test)) {
                        super.close();
                    }
                }
            };
        }
    }

    /** Closes each backend once more. */
    public static final class Twice extends BrokenClosing {
        @Override
        Backend over(Backend backend, String test) {
            return new BrokenBackend(backend) {
                @Override
                public void close() {
                    super.close();
                    super.close();
                }
            };
        }
    }

    /** Closes backends whose driver could be opened. */
    public static final class OfThoseWithADriver extends BrokenClosing {
        @Override
        Backend over(Backend backend, String test) {
            return new BrokenBackend(backend) {
                private boolean opened;

                @Override
                public KvDriver kv(BindingTarget target) {
                    KvDriver driver = super.kv(target);
                    opened = true;
                    return driver;
                }

                @Override
                public void close() {
                    if (opened) {
                        super.close();
                    }
                }
            };
        }
    }
}
