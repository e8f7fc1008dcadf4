package dev.isobar.tck;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * A backend that fails where its URL says: {@code failing:<test>?at=<place>&with=<error>}. It counts what is open, so that
 * the kit sees what a failed opening leaves. For the rules of {@link EnvTck} alone.
 *
 * @since 0.1.0
 */
public final class FailingBackendProvider implements BackendProvider {
    private static final Map<String, AtomicInteger> OPEN = new ConcurrentHashMap<>();
    private static final Set<String> SETTINGS = Set.of("at", "with");

    /** For {@link java.util.ServiceLoader}. */
    public FailingBackendProvider() {}

    /** Returns how many backends of a test are open; a second closing counts too. */
    static int open(String test) {
        return open(test, 0);
    }

    private static int open(String test, int more) {
        return OPEN.computeIfAbsent(test, none -> new AtomicInteger()).addAndGet(more);
    }

    /** What can be thrown, by name. */
    private static Throwable error(@Nullable String name) {
        return switch (String.valueOf(name)) {
            case "InvalidSettingException" -> new InvalidSettingException(List.of("no such store"));
            case "NoClassDefFoundError" -> new NoClassDefFoundError("com/example/Client");
            case "ExceptionInInitializerError" -> new ExceptionInInitializerError("hunter2");
            case "OutOfMemoryError" -> new OutOfMemoryError("hunter2");
            case "StackOverflowError" -> new StackOverflowError();
            case "AssertionError" -> new AssertionError("hunter2");
            default -> new IllegalStateException("hunter2");
        };
    }

    private static void failAt(String place, Settings settings) {
        if (!place.equals(settings.get("at"))) {
            return;
        }
        Throwable error = error(settings.get("with"));
        if (error instanceof Error fatal) {
            throw fatal;
        }
        throw (RuntimeException) error;
    }

    /** Waits for a while where that was asked for; returns whether an interrupt disturbs the closing. */
    private static boolean isDisturbed(Settings settings) {
        try {
            int waits = "Slowness".equals(settings.get("with")) ? 1 : 0;
            boolean atOnce = new CountDownLatch(waits).await(100, TimeUnit.MILLISECONDS);
            return atOnce && Thread.currentThread().isInterrupted();
        } catch (InterruptedException interrupted) {
            return true;
        }
    }

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV ? Set.of("failing") : Set.of();
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return SETTINGS;
    }

    @Override
    public Backend open(BackendConfig config) {
        String test = config.address();
        Settings settings = config.settings();
        failAt("open", settings);
        open(test, 1);
        return new Backend() {
            @Override
            public KvDriver kv(BindingTarget target) {
                failAt("driver", settings);
                return (KvDriver) Proxy.newProxyInstance(
                        KvDriver.class.getClassLoader(),
                        new Class<?>[] {KvDriver.class},
                        (proxy, method, arguments) -> {
                            failAt("capabilities", settings);
                            return method.getName().equals("capabilities") ? Capabilities.of() : null;
                        });
            }

            @Override
            public @Nullable StoreDriver stores(Service service, Settings ofStore) {
                failAt("stores", settings);
                return null;
            }

            @Override
            public void close() {
                // Whoever is interrupted here would leave a connection open.
                if (isDisturbed(settings)) {
                    return;
                }
                open(test, -1);
                failAt("close", settings);
            }
        };
    }
}
