package dev.isobar.internal;

import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.EnvClosedException;
import dev.isobar.error.IsobarException;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls of bindings pass until their store is dropped or their environment is closed. Without it a call after a drop
 * would reach a store that nobody else sees, or create an empty one (ENV-STORE-04), and a message that is sent after the
 * end would be lost (ENV-CLOSE-02).
 */
public final class StoreGate {
    private final EnvState state;
    private volatile boolean dropped;

    public StoreGate(EnvState state) {
        this.state = state;
    }

    /** Refuses all further calls, since the store is dropped. */
    public void close() {
        dropped = true;
    }

    boolean isClosed() {
        return dropped || state.isClosed();
    }

    IsobarException refusal(CallSite site, @Nullable Throwable cause) {
        return state.isClosed()
                ? new EnvClosedException(site, cause)
                : new ConflictException(
                        site, null, site + ": the store was dropped; create it and open the binding again", cause);
    }
}
