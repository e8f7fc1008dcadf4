package dev.isobar;

import dev.isobar.internal.StoreGate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The gates of all stores that bindings of an environment use. */
final class StoreGates {
    private final ConcurrentMap<StoreIdentity, StoreGate> open = new ConcurrentHashMap<>();

    /** Returns the gate that all bindings of a store share until it is dropped. */
    StoreGate of(StoreIdentity store) {
        return open.computeIfAbsent(store, absent -> new StoreGate());
    }

    /** Closes the gate of a store; bindings that are opened later get another one. */
    void close(StoreIdentity store) {
        StoreGate gate = open.remove(store);
        if (gate != null) {
            gate.close();
        }
    }
}
