package dev.isobar.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Stands around every driver call of an environment: metrics, tracing, retry, faults for tests.
 *
 * <p>Called from the thread of the caller, many at a time. Interceptors are nested in the order in which they were
 * added, the first outermost, and see {@link dev.isobar.error.IsobarException}, never a client's own exception.
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Runs a call, once, several times or not at all.
     *
     * @param <T> the type of the result
     * @param operation which call it is
     * @param call the rest of the chain, the driver last; each {@code get()} is one attempt
     * @return the result of the call
     */
    <T extends @Nullable Object> T intercept(Operation operation, Supplier<T> call);
}
