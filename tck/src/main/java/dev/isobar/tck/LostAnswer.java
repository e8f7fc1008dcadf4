package dev.isobar.tck;

import dev.isobar.error.CallSite;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Loses the answer of a send when it is told to, and repeats the send if it is idempotent, as a retry does. */
final class LostAnswer implements Interceptor {
    private final AtomicReference<@Nullable Runnable> meanwhile = new AtomicReference<>();

    /** Loses the next answer and runs an action before the call is repeated. */
    void next(Runnable action) {
        meanwhile.set(action);
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Object answer = call.get();
        Runnable action = operation.name().startsWith("send") ? meanwhile.getAndSet(null) : null;
        if (action == null) {
            return answer;
        }
        action.run();
        if (operation.idempotent()) {
            return call.get();
        }
        CallSite site = new CallSite(operation.service(), operation.binding(), operation.name());
        throw new UnavailableException(site, null, site + ": the answer was lost", null);
    }
}
