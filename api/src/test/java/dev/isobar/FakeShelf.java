package dev.isobar;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.isobar.config.OtherParts;
import dev.isobar.error.Service;
import dev.isobar.spi.AiDriver;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.KvDriver;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import dev.isobar.spi.VectorizeDriver;
import dev.isobar.spi.support.MapStoreDriver;
import dev.isobar.spi.support.SettingsReader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/**
 * A backend of every service, under the scheme {@code shelf}, whose stores can be created and dropped, but for those of
 * AI. It notes what it is asked for; the address {@code down} cannot be opened, and no queue may be named {@code
 * refused}.
 */
class FakeShelf implements BackendProvider {
    final List<String> events = new ArrayList<>();
    final List<Interceptor> interceptors = new ArrayList<>();
    private final Map<Service, ConcurrentMap<String, String>> stores = new EnumMap<>(Service.class);

    /** Opens what is declared, over this backend alone. */
    Env open(Declarations declarations) {
        Bindings bindings = new Bindings(
                Limits.CLOUDFLARE, InstantSource.system(), InstantSource.system(), interceptors, declarations.delays());
        return new EnvOpener(declarations, bindings, resolver(), new Backends(null), new ArrayList<>())
                .open(
                        OtherParts.NONE,
                        new Migrations(Path.of(""), List.of(), InstantSource.system()),
                        Duration.ofSeconds(5));
    }

    private BindingResolver resolver() {
        return new BindingResolver(new BackendProviders(List.of(FoundProvider.of(this)), Map.of()), Path.of(""));
    }

    /** Finds the provider of a URL here, as an environment does. */
    ResolvedBinding resolve(String binding, String url) {
        List<String> problems = new ArrayList<>();
        ResolvedBinding resolved = resolver().resolve(binding(Service.KV, binding, null, url), problems);
        assertEquals(List.of(), problems);
        return requireNonNull(resolved);
    }

    /** Learns that a backend of this provider was closed. */
    void closed() {
        events.add("closed");
    }

    static Declaration binding(Service service, String name, @Nullable String resource, String url) {
        return Declaration.inCode(service, new BindingTarget(name, resource), url, "binding " + name);
    }

    @Override
    public Set<String> schemes(Service service) {
        return Set.of("shelf");
    }

    @Override
    public Set<String> connectionSettings(String scheme) {
        return Set.of("token");
    }

    @Override
    public Set<String> storeSettings(String scheme) {
        return Set.of("prefix");
    }

    @Override
    public void checkSettings(Service service, Settings settings) {
        SettingsReader reader = new SettingsReader(settings);
        reader.text("prefix");
        reader.check();
    }

    @Override
    public Backend open(BackendConfig config) {
        events.add("opened " + config.address());
        if (config.address().equals("down")) {
            throw new IllegalStateException("down");
        }
        return new Shelf();
    }

    private final class Shelf implements Backend {
        @Override
        public AiDriver ai(BindingTarget target) {
            return (AiDriver) FakeDrivers.of(Service.AI);
        }

        @Override
        public D1Driver d1(BindingTarget target) {
            return (D1Driver) FakeDrivers.of(Service.D1);
        }

        @Override
        public KvDriver kv(BindingTarget target) {
            events.add("kv " + target.store() + " " + target.settings().values());
            return (KvDriver) FakeDrivers.of(Service.KV);
        }

        @Override
        public QueueDriver queue(BindingTarget target) {
            if (target.store().equals("refused")) {
                throw new InvalidSettingException(List.of("the name is refused"));
            }
            events.add("queue " + target.store() + " " + target.settings().values());
            return new IdleQueue();
        }

        @Override
        public R2Driver r2(BindingTarget target) {
            return (R2Driver) FakeDrivers.of(Service.R2, Capability.R2_SSE_C);
        }

        @Override
        public VectorizeDriver vectorize(BindingTarget target) {
            return (VectorizeDriver) FakeDrivers.of(Service.VECTORIZE);
        }

        @Override
        public @Nullable StoreDriver stores(Service service, Settings settings) {
            if ("broken".equals(settings.get("prefix"))) {
                throw new IllegalStateException("broken");
            }
            return service == Service.AI
                    ? null
                    : new MapStoreDriver<>(
                            stores.computeIfAbsent(service, none -> new ConcurrentHashMap<>()),
                            name -> name,
                            name -> events.add("dropped " + name));
        }

        @Override
        public void close() {
            closed();
        }
    }
}
