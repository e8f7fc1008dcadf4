package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.isobar.Env;
import dev.isobar.EnvBuilder;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/**
 * Environments with a binding for each service of a backend.
 *
 * @since 0.1.0
 */
public final class EnvLifecycle implements AutoCloseable {
    /** The store of every binding, and so the name of the queue. */
    static final String STORE = "lifecycle";

    private final Map<Service, String> urls;
    private final Function<EnvBuilder, Env> opener;
    private final String unique = UUID.randomUUID().toString();
    private final List<Env> opened = new CopyOnWriteArrayList<>();
    private final Duration patience;
    private final Env env;

    EnvLifecycle(Map<Service, String> urls, Function<EnvBuilder, Env> opener, Duration patience) {
        this.urls = new EnumMap<>(urls);
        this.opener = opener;
        this.patience = patience;
        this.env = open();
    }

    /** The environment that is open when a rule begins. */
    Env env() {
        return env;
    }

    /** How long what ends by itself may take. */
    Duration patience() {
        return patience;
    }

    Set<Service> services() {
        return urls.keySet();
    }

    /** Returns the name of a service's binding. */
    String binding(Service service) {
        if (!urls.containsKey(service)) {
            throw Trial.LackException.ofService(service.label());
        }
        return service.name();
    }

    String url(Service service) {
        return url(service, unique);
    }

    private String url(Service service, String text) {
        return Objects.requireNonNull(urls.get(service)).replace("{unique}", text);
    }

    /** Opens an environment at the URLs of the first one. */
    Env open() {
        return open(unique);
    }

    /** Opens an environment at other URLs, where a URL has a place for that. */
    Env openElsewhere() {
        return open(UUID.randomUUID().toString());
    }

    private Env open(String text) {
        Env other = opener.apply(builder(text));
        opened.add(other);
        return other;
    }

    private EnvBuilder builder(String text) {
        EnvBuilder builder = Env.builder();
        urls.keySet().forEach(service -> builder.bind(service, binding(service), STORE, url(service, text)));
        return builder;
    }

    /** Opens an environment that is refused after all of its backends were opened. */
    void openInVain() {
        EnvBuilder builder = builder(unique).bind(Service.KV, "NOWHERE", "nowhere-at-all:");
        assertThrows(ConfigurationException.class, () -> opened.add(opener.apply(builder)));
    }

    /** Closes an environment within the bound; what is open must not keep it from closing. */
    void close(Env other) {
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        Thread closer = new Thread(
                () -> {
                    try {
                        other.close();
                    } catch (Throwable failed) {
                        failures.add(failed);
                    }
                },
                "tck-closer");
        closer.setDaemon(true);
        closer.start();
        try {
            Await.until(patience, () -> !closer.isAlive());
        } catch (AssertionError late) {
            throw new AssertionError("an environment does not close within " + patience, late);
        }
        assertEquals(List.of(), List.copyOf(failures), "closing fails");
    }

    /** All that the bindings declare together. */
    Capabilities capabilities() {
        return Capabilities.of(env.bindings().stream()
                .flatMap(binding -> binding.capabilities().declared().stream())
                .distinct()
                .toArray(Capability[]::new));
    }

    @Override
    public void close() {
        opened.forEach(Env::close);
    }
}
