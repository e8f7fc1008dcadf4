package dev.isobar.intercept;

import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Tells a listener of every call: which it was, how long it took, how it ended. Outside of a {@link Retry} a call is
 * told once, inside of it every attempt. Safe for use from many threads if the listener is.
 *
 * @param listener what is told
 * @param ticker the time in nanoseconds from any start
 */
public record Observation(Listener listener, LongSupplier ticker) implements Interceptor {
    /** Learns of calls; hands them to metrics, traces or logs. Called on the thread of the call, after it. */
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
     * Observes by the time of the system.
     *
     * @param listener what is told; what it throws goes to the caller of the binding, so it had better not
     */
    public Observation(Listener listener) {
        this(listener, System::nanoTime);
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
