package dev.isobar.internal;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;

/**
 * Lets calls of bindings pass until their store is dropped. Without it a call after the drop would reach a store that
 * nobody else sees, or create an empty one (ENV-STORE-04).
 */
public final class StoreGate {
    private volatile boolean closed;

    /** Refuses all further calls. */
    public void close() {
        closed = true;
    }

    boolean isClosed() {
        return closed;
    }

    static ConflictException refusal(CallSite site) {
        String text = site + ": the store was dropped; create it and open the binding again";
        return new ConflictException(site, null, text, null);
    }
}
