package dev.isobar;

import dev.isobar.internal.EnvState;
import dev.isobar.internal.StoreGate;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The gates of all stores that bindings of an environment use. */
final class StoreGates {
    private final ConcurrentMap<StoreIdentity, StoreGate> open = new ConcurrentHashMap<>();
    private final EnvState state = new EnvState();

    /** How far the environment is with closing; all gates close with it. */
    EnvState state() {
        return state;
    }

    /** Returns a gate for calls that belong to no store which can be dropped. */
    StoreGate single() {
        return new StoreGate(state);
    }

    /** Returns the gate that all bindings of a store share until it is dropped. */
    StoreGate of(StoreIdentity store) {
        return open.computeIfAbsent(store, absent -> single());
    }

    /** Closes the gate of a store; bindings that are opened later get another one. */
    void close(StoreIdentity store) {
        StoreGate gate = open.remove(store);
        if (gate != null) {
            gate.close();
        }
    }
}
