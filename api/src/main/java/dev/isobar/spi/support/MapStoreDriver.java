package dev.isobar.spi.support;

import dev.isobar.spi.StoreDriver;
import dev.isobar.spi.Utf8Order;
import java.util.List;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Manages the stores of a backend that keeps them in the process: a map of their drivers by name.
 *
 * @param <D> the type of the drivers
 * @since 0.1.0
 */
public final class MapStoreDriver<D> implements StoreDriver {
    private final ConcurrentMap<String, D> stores;
    private final Function<String, ? extends D> empty;
    private final Consumer<? super D> dropped;

    /**
     * Manages the stores of a map.
     *
     * @param stores the drivers by the names of their stores, in which the backend finds and adds them
     * @param empty makes the driver of an empty store; called once for each store that is created
     * @param dropped releases the driver of a store that was dropped
     */
    public MapStoreDriver(
            ConcurrentMap<String, D> stores, Function<String, ? extends D> empty, Consumer<? super D> dropped) {
        this.stores = stores;
        this.empty = empty;
        this.dropped = dropped;
    }

    @Override
    public List<String> list() {
        return stores.keySet().stream().sorted(Utf8Order.INSTANCE).toList();
    }

    @Override
    public boolean create(String name) {
        AtomicBoolean created = new AtomicBoolean();
        stores.computeIfAbsent(name, absent -> {
            created.set(true);
            return empty.apply(absent);
        });
        return created.get();
    }

    @Override
    public boolean drop(String name) {
        D store = stores.remove(name);
        if (store != null) {
            dropped.accept(store);
        }
        return store != null;
    }
}
