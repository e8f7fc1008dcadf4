package dev.isobar.selftest.chaos;

import dev.isobar.backend.memory.MemoryBackendProvider;
import dev.isobar.backend.redis.RedisBackendProvider;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.QueueDriver;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Offers {@code chaos-memory:} and {@code chaos-redis:}, queues with faults. All environments of a process share one memory,
 * as those of several processes share a server.
 */
public final class ChaosProvider implements BackendProvider {
    private static final String PREFIX = "chaos-";
    private static final Backend MEMORY = new MemoryBackendProvider().open(BackendConfig.of("memory", "", Map.of()));

    /** Consumers log each onFailure that throws. */
    private static final Logger LOG = Logger.getLogger("dev.isobar.queue");

    private static volatile @Nullable Mischief mischief;
    private static volatile @Nullable Journal journal;

    /** For {@link java.util.ServiceLoader}. */
    public ChaosProvider() {}

    /** Says what disturbs the backends that this process opens, and who records it. */
    static void use(Mischief disturbing, Journal recording) {
        LOG.setLevel(Level.OFF);
        ChaosThreads.watch();
        mischief = disturbing;
        journal = recording;
    }

    /** A class loader that finds this provider, which is nobody else's. */
    static ClassLoader visibleIn(Path folder) {
        try {
            Path services = Files.createDirectories(folder.resolve("META-INF/services"));
            Files.writeString(services.resolve(BackendProvider.class.getName()), ChaosProvider.class.getName());
            URL[] path = {folder.toUri().toURL()};
            return new URLClassLoader(path, ChaosProvider.class.getClassLoader());
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.QUEUES ? Set.of(PREFIX + "memory", PREFIX + "redis") : Set.of();
    }

    /** A backend without faults and journal. */
    static Backend plain(String url) {
        int colon = url.indexOf(':');
        return plain(BackendConfig.of(url.substring(0, colon), url.substring(colon + 1), Map.of()));
    }

    /** Closes a backend, but the memory: it is everybody's. */
    static void close(Backend backend) {
        if (backend != MEMORY) {
            backend.close();
        }
    }

    private static Backend plain(BackendConfig config) {
        String scheme = config.scheme().substring(PREFIX.length());
        return scheme.equals("memory")
                ? MEMORY
                : new RedisBackendProvider().open(BackendConfig.of(scheme, config.address(), Map.of()));
    }

    @Override
    public Backend open(BackendConfig config) {
        Backend good = plain(config);
        Mischief disturbing = Objects.requireNonNull(mischief);
        Journal recording = Objects.requireNonNull(journal);
        return new Backend() {
            @Override
            public QueueDriver queue(BindingTarget target) {
                return new ChaosQueue(good.queue(target), disturbing, recording);
            }

            @Override
            public void close() {
                ChaosProvider.close(good);
            }
        };
    }
}
