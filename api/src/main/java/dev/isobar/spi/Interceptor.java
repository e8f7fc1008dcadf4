package dev.isobar.spi;

import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Wraps every driver call of an environment: metrics, tracing, retry, faults for tests.
 *
 * <p>Called from the thread of the caller, many at a time. Interceptors are nested in the order in which they were
 * added, the first outermost, and see {@link dev.isobar.error.IsobarException}, never a client's own exception.
 *
 * {@snippet :
 * Interceptor logging = (operation, call) -> {
 *     logger.log(Level.DEBUG, "{0} on {1}", operation.name(), operation.binding());
 *     return call.get();
 * };
 * }
 *
 * @since 0.1.0
 */
@FunctionalInterface
public interface Interceptor {
    /**
     * Runs a call, once, several times or not at all.
     *
     * @param operation which call it is
     * @param call the rest of the chain, the driver last; each {@code get()} is one attempt
     * @return what an attempt has returned, unchanged; a caller of the binding fails on an object of any other type
     */
    @Nullable
    Object intercept(Operation operation, Supplier<? extends @Nullable Object> call);
}
