package dev.isobar.intercept;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Reports every call to a listener: which it was, how long it took, how it ended. Outside of a {@link Retry} it reports a
 * call once, inside of it every attempt. Safe for use from many threads if the listener is.
 *
 * @since 0.1.0
 */
public final class Observation implements Interceptor {
    private final Listener listener;
    private final LongSupplier ticker;

    /**
     * Learns of calls; hands them to metrics, traces or logs. Called on the thread of the call, after it.
     *
     * @since 0.1.0
     */
    @FunctionalInterface
    public interface Listener {
        /**
         * Learns of a call that has ended.
         *
         * @param operation which call it was
         * @param took how long it took
         * @param failure what it threw, or {@code null} if it succeeded
         */
        void ended(Operation operation, Duration took, @Nullable RuntimeException failure);
    }

    /**
     * Measures by the time of the system.
     *
     * @param listener what is called after each call; it must not throw, since its exceptions go to the caller of the
     *     binding
     */
    public Observation(Listener listener) {
        this(listener, System::nanoTime);
    }

    /** Takes the time in nanoseconds, from any start, from a test. */
    Observation(Listener listener, LongSupplier ticker) {
        this.listener = listener;
        this.ticker = ticker;
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        long start = ticker.getAsLong();
        Object result;
        try {
            result = call.get();
        } catch (RuntimeException failed) {
            listener.ended(operation, since(start), failed);
            throw failed;
        }
        listener.ended(operation, since(start), null);
        return result;
    }

    private Duration since(long start) {
        return Duration.ofNanos(ticker.getAsLong() - start);
    }
}
