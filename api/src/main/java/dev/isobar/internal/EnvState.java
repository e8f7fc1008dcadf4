package dev.isobar.internal;

import dev.isobar.error.CallSite;
import dev.isobar.error.EnvClosedException;
import java.util.concurrent.atomic.AtomicReference;

/** How far an environment is with closing; all its bindings ask before each call. */
public final class EnvState {
    /** Open; consumers end, while their handlers may still use the bindings; closed. */
    private enum Stage {
        OPEN,
        ENDING,
        CLOSED
    }

    private final AtomicReference<Stage> stage = new AtomicReference<>(Stage.OPEN);

    /** Starts to end: nothing new begins from now on. */
    public void end() {
        stage.compareAndSet(Stage.OPEN, Stage.ENDING);
    }

    public void close() {
        stage.set(Stage.CLOSED);
    }

    public boolean isClosed() {
        return stage.get() == Stage.CLOSED;
    }

    /** Whether nothing new may start that would have to be ended. */
    public boolean isEnding() {
        return stage.get() != Stage.OPEN;
    }

    public void requireOpen(CallSite site) {
        if (isEnding()) {
            throw new EnvClosedException(site, null);
        }
    }
}
