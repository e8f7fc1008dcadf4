package dev.isobar;

import dev.isobar.spi.Backend;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Driver;

/**
 * A binding, its driver, and the backend that the driver comes from.
 *
 * @param resolved the binding
 * @param backend its backend
 * @param driver the driver of its store
 */
record OpenedBinding(ResolvedBinding resolved, Backend backend, Driver driver) {
    static OpenedBinding of(ResolvedBinding resolved, Backend backend) {
        return new OpenedBinding(resolved, backend, Bindings.driver(backend, resolved.service(), resolved.target()));
    }

    /** Opens the dead letter queue of this queue, which is used with the same URL. */
    OpenedBinding deadLetters(String queue) {
        return of(resolved.named(queue), backend);
    }

    /** Returns whether queues of equal names next to both would be one queue. */
    boolean isKeptWith(OpenedBinding other) {
        StoreIdentity store = resolved.store();
        return store.equals(other.resolved.store().named(store.name()));
    }

    String scheme() {
        return resolved.store().connection().scheme();
    }

    /** Returns what the driver declares, and whether its backend manages stores. */
    Capabilities capabilities() {
        boolean stores = backend.stores(resolved.service(), resolved.target().settings()) != null;
        return stores ? driver.capabilities().with(Capability.STORES) : driver.capabilities();
    }
}
