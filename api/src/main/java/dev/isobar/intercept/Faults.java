package dev.isobar.intercept;

import dev.isobar.error.CallSite;
import dev.isobar.error.IsobarException;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.UnavailableException;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Lets calls fail, for tests of what an application does then. Faults are used up in the order in which they were
 * planned, each by the first call that it fits; calls that none fits go through. Safe for use from many threads.
 *
 * @since 0.1.0
 */
public final class Faults implements Interceptor {
    private final Queue<Fault> planned = new ConcurrentLinkedQueue<>();

    private record Fault(
            Predicate<Operation> fits, boolean takesEffect, Function<CallSite, ? extends IsobarException> error) {}

    /** Plans no fault. */
    public Faults() {}

    /**
     * Plans that a call does not reach the backend.
     *
     * @param fits which call
     * @return these faults
     */
    public Faults unreachable(Predicate<Operation> fits) {
        planned.add(new Fault(fits, false, Faults::unavailable));
        return this;
    }

    /**
     * Plans that a call takes effect and its answer is lost.
     *
     * @param fits which call
     * @return these faults
     */
    public Faults answerLost(Predicate<Operation> fits) {
        planned.add(new Fault(fits, true, Faults::unavailable));
        return this;
    }

    /**
     * Plans that a call is turned away because the backend is busy.
     *
     * @param fits which call
     * @param retryAfter the wait that the backend asks for, or {@code null} if it names none
     * @return these faults
     */
    public Faults throttled(Predicate<Operation> fits, @Nullable Duration retryAfter) {
        return failure(fits, site -> new ThrottledException(site, null, site + ": planned fault", retryAfter, null));
    }

    /**
     * Plans that a call does not reach the backend and fails with a given error.
     *
     * @param fits which call
     * @param error makes the error for the call
     * @return these faults
     */
    public Faults failure(Predicate<Operation> fits, Function<CallSite, ? extends IsobarException> error) {
        planned.add(new Fault(fits, false, error));
        return this;
    }

    /**
     * Counts the faults that no call has met yet.
     *
     * @return how many there are
     */
    public int left() {
        return planned.size();
    }

    @Override
    public @Nullable Object intercept(Operation operation, Supplier<? extends @Nullable Object> call) {
        Fault fault = next(operation);
        if (fault == null) {
            return call.get();
        }
        if (fault.takesEffect()) {
            Object unused = call.get();
        }
        throw fault.error().apply(new CallSite(operation.service(), operation.binding(), operation.name()));
    }

    private @Nullable Fault next(Operation operation) {
        List<Fault> fitting =
                planned.stream().filter(fault -> fault.fits().test(operation)).toList();
        return fitting.stream().filter(planned::remove).findFirst().orElse(null);
    }

    private static UnavailableException unavailable(CallSite site) {
        return new UnavailableException(site, null, site + ": planned fault", null);
    }
}
