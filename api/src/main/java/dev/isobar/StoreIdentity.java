package dev.isobar;

import dev.isobar.error.Service;
import java.util.Map;

/**
 * What identifies a store.
 *
 * @param connection where it is
 * @param service whose store it is
 * @param name its name
 * @param settings the values of the binding's settings that belong to its identity, such as a prefix
 */
record StoreIdentity(BackendConnection connection, Service service, String name, Map<String, String> settings) {
    /** Returns another store that is kept in the same place. */
    StoreIdentity named(String other) {
        return new StoreIdentity(connection, service, other, settings);
    }

    /** Leaves out the values of the settings. */
    @Override
    public String toString() {
        return service.label() + " " + name + " at " + connection;
    }
}
