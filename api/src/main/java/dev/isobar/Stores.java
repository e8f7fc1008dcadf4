package dev.isobar;

import static java.util.Objects.requireNonNull;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.ConflictException;
import dev.isobar.error.Service;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Backend;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.QueueDriver;
import dev.isobar.spi.StoreDriver;
import java.util.List;
import java.util.Map;

/**
 * The stores of one service in one backend: namespaces, databases, buckets, indexes or queues that a program lists,
 * creates, drops and opens by name at run time, as an administration does. The stores that bindings of the environment
 * use are among them.
 *
 * <p>Safe for use from several threads. It uses a connection of its environment, which closes it.
 *
 * @see Env#stores(Service, String)
 * @since 0.1.0
 */
public final class Stores {
    private final ResolvedBinding place;
    private final Backend backend;
    private final StoreDriver driver;
    private final DriverCalls calls;
    private final EnvStores env;

    Stores(ResolvedBinding place, Backend backend, StoreDriver driver, DriverCalls calls, EnvStores env) {
        this.place = place;
        this.backend = backend;
        this.driver = driver;
        this.calls = calls;
        this.env = env;
    }

    /**
     * Returns whose stores these are.
     *
     * @return the service
     */
    public Service service() {
        return place.service();
    }

    /**
     * Lists the stores.
     *
     * @return their names in ascending order of their UTF-8 bytes
     */
    public List<String> list() {
        return calls.read("listStores", driver::list);
    }

    /**
     * Creates an empty store, with the settings of the URL or of the binding that these stores were opened by. Does
     * nothing if the store exists (ENV-STORE-02).
     *
     * @param name its name
     * @return {@code true} if it was created, {@code false} if it exists
     */
    public boolean create(String name) {
        requireNonNull(name, "name");
        return calls.call("createStore", false, Map.of("store", name), () -> driver.create(name));
    }

    /**
     * Drops a store with its content. From then on all calls of bindings that this environment has opened on it fail
     * with {@link ConflictException}, even if a store of this name is created again, and a running consumer of the
     * queue ends; what other environments see is the backend's: an empty store, or an error (ENV-STORE-04). Does nothing
     * if there is no such store.
     *
     * @param name its name
     * @return {@code true} if it was dropped, {@code false} if there was none
     */
    public boolean drop(String name) {
        requireNonNull(name, "name");
        StoreIdentity store = place.named(name).store();
        env.queues().remove(store);
        env.gates().close(store);
        return calls.call("dropStore", false, Map.of("store", name), () -> driver.drop(name));
    }

    /**
     * Opens a store that exists.
     *
     * <p>An opened queue is known to the environment by its name: {@link Env#consume}, {@link Env#puller} and {@link
     * Env#queueControl} take it.
     *
     * @param <T> the type of the binding
     * @param name its name
     * @param type the interface of the service, such as {@code KVNamespace.class}
     * @return a binding with the limits and interceptors of the environment
     * @throws ConflictException if there is no such store (ENV-STORE-03), or a queue elsewhere has this name
     * @throws IllegalArgumentException if the type is not the interface of this service
     */
    public <T> T open(String name, Class<T> type) {
        requireNonNull(name, "name");
        if (Bindings.type(service()) != requireNonNull(type, "type")) {
            throw new IllegalArgumentException("stores of " + service().label() + " are opened as "
                    + Bindings.type(service()).getSimpleName() + ", not " + type.getName());
        }
        if (!list().contains(name)) {
            throw conflict("no store has this name; create it first");
        }
        OpenedBinding opened = opened(name);
        if (opened.driver() instanceof QueueDriver) {
            if (env.queues().isTaken(name, opened)) {
                throw conflict("a queue of another backend has this name; open it in another environment");
            }
            env.queues().add(name, opened);
        }
        return type.cast(env.bindings()
                .over(
                        service(),
                        name,
                        opened.driver(),
                        env.gates().of(opened.resolved().store())));
    }

    private ConflictException conflict(String text) {
        return new ConflictException(calls.site("openStore"), null, calls.site("openStore") + ": " + text, null);
    }

    private OpenedBinding opened(String name) {
        ResolvedBinding store = place.named(name);
        return calls.read("openStore", () -> {
            try {
                return OpenedBinding.of(store, backend);
            } catch (InvalidSettingException refused) {
                throw new ConfigurationException(refused.problems().stream()
                        .map(problem -> store.place() + ": " + problem)
                        .toList());
            }
        });
    }
}
