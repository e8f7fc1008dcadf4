package dev.isobar.internal;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.LimitExceededException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Failure;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.nio.channels.ClosedByInterruptException;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way from a portable class to its driver: through the interceptors, with errors translated once. */
public final class DriverCalls {
    private static final int MOST_CAUSES = 20;

    private final Service service;
    private final String binding;
    private final Driver driver;
    private final List<Interceptor> interceptors;
    private final StoreGate gate;

    public DriverCalls(Service service, String binding, Driver driver, List<Interceptor> interceptors) {
        this(service, binding, driver, interceptors, new StoreGate(new EnvState()));
    }

    public DriverCalls(Service service, String binding, Driver driver, List<Interceptor> interceptors, StoreGate gate) {
        this.service = service;
        this.binding = binding;
        this.driver = driver;
        this.interceptors = List.copyOf(interceptors);
        this.gate = gate;
    }

    public CallSite site(String operation) {
        return new CallSite(service, binding, operation);
    }

    public void require(Capability capability, String operation) {
        if (!driver.capabilities().has(capability)) {
            throw new UnsupportedCapabilityException(site(operation), capability.label());
        }
    }

    public <T extends @Nullable Object> T read(String operation, DriverCall<T> call) {
        return read(operation, Map.of(), call);
    }

    public <T extends @Nullable Object> T read(String operation, Map<String, Object> attributes, DriverCall<T> call) {
        return call(operation, true, attributes, Effect.NONE, call);
    }

    /** A driver's call that returns nothing. */
    @FunctionalInterface
    public interface Change {
        void run() throws Exception;
    }

    /** What a call that was cut off may have done. */
    private enum Effect {
        NONE(""),
        POSSIBLE("; the call may have taken effect");

        private final String text;

        Effect(String text) {
            this.text = text;
        }
    }

    public void write(String operation, boolean idempotent, Map<String, Object> attributes, Change call) {
        this.<@Nullable Object>call(operation, idempotent, attributes, () -> {
            call.run();
            return null;
        });
    }

    public <T extends @Nullable Object> T call(
            String operation, boolean idempotent, Map<String, Object> attributes, DriverCall<T> call) {
        return call(operation, idempotent, attributes, Effect.POSSIBLE, call);
    }

    private <T extends @Nullable Object> T call(
            String operation, boolean idempotent, Map<String, Object> attributes, Effect effect, DriverCall<T> call) {
        return interceptors.isEmpty()
                ? translated(operation, effect, call)
                : intercepted(operation, idempotent, attributes, () -> translated(operation, effect, call));
    }

    /** Leads through the interceptors what translates the errors of its driver calls itself. */
    @SuppressWarnings("unchecked")
    public <T extends @Nullable Object> T intercepted(
            String operation, boolean idempotent, Map<String, Object> attributes, Supplier<T> call) {
        Operation seen = new Operation(service, binding, operation, idempotent, attributes);
        Supplier<? extends @Nullable Object> chain = () -> {
            requireOpen(operation);
            return call.get();
        };
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            Supplier<? extends @Nullable Object> rest = chain;
            chain = () -> interceptor.intercept(seen, rest);
        }
        return (T) chain.get();
    }

    /** Refuses what would reach a store that is dropped, or an environment that is closed. */
    public void requireOpen(String operation) {
        if (gate.isClosed()) {
            throw gate.refusal(site(operation), null);
        }
    }

    /** Refuses to begin on a thread that is interrupted (ENV-INT-01); the flag stays set. */
    public void requireUninterrupted(String operation) {
        requireUninterrupted(operation, "nothing was sent");
    }

    /** Refuses to go on; the text says what has happened until now. */
    public void requireUninterrupted(String operation, String done) {
        if (Thread.currentThread().isInterrupted()) {
            CallSite site = site(operation);
            throw new UnavailableException(site, null, site + ": the thread is interrupted; " + done, null);
        }
    }

    private <T extends @Nullable Object> T translated(String operation, Effect effect, DriverCall<T> call) {
        requireOpen(operation);
        requireUninterrupted(operation);
        try {
            return call.run();
        } catch (IsobarException alreadySaid) {
            throw alreadySaid;
        } catch (CallerFailure own) {
            throw own.failure();
        } catch (Exception thrown) {
            throw translate(operation, effect, thrown);
        }
    }

    /** Makes the error that a caller sees of what a driver has thrown that only read, or a stream of a driver. */
    public IsobarException translate(String operation, Exception thrown) {
        return translate(operation, Effect.NONE, thrown);
    }

    /** Makes the error that a caller sees of what a driver has thrown that may have changed something. */
    public IsobarException translateChange(String operation, Exception thrown) {
        return translate(operation, Effect.POSSIBLE, thrown);
    }

    private IsobarException translate(String operation, Effect effect, Exception thrown) {
        CallSite site = site(operation);
        if (isInterrupt(thrown)) {
            Thread.currentThread().interrupt();
            String text = site + ": interrupted while waiting for the backend" + effect.text;
            return new UnavailableException(site, null, text, thrown);
        }
        if (gate.isClosed()) {
            return gate.refusal(site, thrown);
        }
        Failure failure = driver.classify(thrown);
        String code = failure.code();
        return switch (failure.kind()) {
            case CONFLICT ->
                new ConflictException(site, code, text(site, failure, "conflicts with the state of the store"), thrown);
            case INVALID ->
                new InvalidRequestException(site, code, text(site, failure, "the backend refused the request"), thrown);
            case LIMIT_EXCEEDED ->
                new LimitExceededException(
                        site, code, text(site, failure, "a limit of the backend was exceeded"), thrown);
            case THROTTLED ->
                new ThrottledException(
                        site, code, text(site, failure, "the backend is busy"), failure.retryAfter(), thrown);
            case TIMED_OUT -> new TimedOutException(site, code, text(site, failure, "no answer in time"), thrown);
            case UNAUTHORIZED ->
                new UnauthorizedException(
                        site, code, text(site, failure, "the backend refused the credentials"), thrown);
            case UNAVAILABLE ->
                new UnavailableException(site, code, text(site, failure, "the backend cannot be reached"), thrown);
            case UNEXPECTED ->
                new BackendException(
                        site,
                        code,
                        text(
                                site,
                                failure,
                                "the backend failed with " + thrown.getClass().getName()),
                        thrown);
        };
    }

    private static String text(CallSite site, Failure failure, String otherwise) {
        return site + ": " + (failure.text() == null ? otherwise : failure.text());
    }

    /** Whether an exception tells of an interrupt; a client may have wrapped it several times. */
    public static boolean isInterrupt(Throwable thrown) {
        Throwable cause = thrown;
        for (int depth = 0; cause != null && depth < MOST_CAUSES; depth++) {
            if (cause instanceof InterruptedException || cause instanceof ClosedByInterruptException) {
                return true;
            }
            cause = cause.getCause();
        }
        return false;
    }
}
