package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.Settings;
import dev.isobar.spi.support.ServerAddress;
import dev.isobar.spi.support.SettingsReader;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Offers two schemes to the tests and records the connections that are opened; no service has a driver. */
public final class FakeBackendProvider implements BackendProvider {
    static final List<String> OPENED = new ArrayList<>();

    static int closed;

    /** Has a driver, for tests that open an environment. */
    private static final class WithKv implements Backend {
        @Override
        public KvDriver kv(BindingTarget target) {
            return (KvDriver) Proxy.newProxyInstance(
                    KvDriver.class.getClassLoader(),
                    new Class<?>[] {KvDriver.class},
                    (proxy, method, arguments) -> Capabilities.of());
        }

        @Override
        public void close() {
            closed++;
        }
    }

    /** For {@link java.util.ServiceLoader}. */
    public FakeBackendProvider() {}

    @Override
    public Set<String> schemes(Service service) {
        return service == Service.KV ? Set.of("jdbc", "jdbc:h2", "fake") : Set.of();
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return Set.of("pin", "timeout", "token");
    }

    @Override
    public Set<String> storeSettings(String scheme) {
        return Set.of("prefix");
    }

    @Override
    public Set<String> secretSettings() {
        return Set.of("pin");
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        reader.text("prefix");
        reader.number("partitions", 1, 1, 16);
        reader.check();
    }

    @Override
    public Backend open(BackendConfig config) {
        OPENED.add(config.scheme() + " " + config.address());
        SettingsReader reader = new SettingsReader(config.settings());
        reader.duration("timeout", Duration.ofSeconds(1));
        reader.number("pin", 0, 0, 9999);
        reader.text("token");
        if (config.address().startsWith("//")) {
            ServerAddress.of(config, 1, "the address is //host:port", reader);
        }
        reader.check();
        if (config.address().equals("down")) {
            throw new IllegalStateException("down");
        }
        return config.address().equals("kv") ? new WithKv() : () -> {};
    }
}
