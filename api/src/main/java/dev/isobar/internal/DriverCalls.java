package dev.isobar.internal;

import dev.isobar.error.BackendException;
import dev.isobar.error.CallSite;
import dev.isobar.error.ConflictException;
import dev.isobar.error.IsobarException;
import dev.isobar.error.Service;
import dev.isobar.error.ThrottledException;
import dev.isobar.error.TimedOutException;
import dev.isobar.error.UnauthorizedException;
import dev.isobar.error.UnavailableException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.spi.Capability;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.Operation;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The way from a portable class to its driver: through the interceptors, with errors translated once. */
public final class DriverCalls {
    private final Service service;
    private final String binding;
    private final Driver driver;
    private final List<Interceptor> interceptors;

    public DriverCalls(Service service, String binding, Driver driver, List<Interceptor> interceptors) {
        this.service = service;
        this.binding = binding;
        this.driver = driver;
        this.interceptors = List.copyOf(interceptors);
    }

    CallSite site(String operation) {
        return new CallSite(service, binding, operation);
    }

    void require(Capability capability, String operation) {
        if (!driver.capabilities().has(capability)) {
            throw new UnsupportedCapabilityException(site(operation), capability.label());
        }
    }

    <T extends @Nullable Object> T read(String operation, Supplier<T> call) {
        return call(operation, true, Map.of(), call);
    }

    void write(String operation, boolean idempotent, Map<String, Object> attributes, Runnable call) {
        this.<@Nullable Object>call(operation, idempotent, attributes, () -> {
            call.run();
            return null;
        });
    }

    <T extends @Nullable Object> T call(
            String operation, boolean idempotent, Map<String, Object> attributes, Supplier<T> call) {
        if (interceptors.isEmpty()) {
            return translated(operation, call);
        }
        Operation seen = new Operation(service, binding, operation, idempotent, attributes);
        Supplier<T> chain = () -> translated(operation, call);
        for (int i = interceptors.size() - 1; i >= 0; i--) {
            Interceptor interceptor = interceptors.get(i);
            Supplier<T> rest = chain;
            chain = () -> interceptor.intercept(seen, rest);
        }
        return chain.get();
    }

    private <T extends @Nullable Object> T translated(String operation, Supplier<T> call) {
        try {
            return call.get();
        } catch (IsobarException alreadySaid) {
            throw alreadySaid;
        } catch (RuntimeException thrown) {
            throw translate(operation, thrown);
        }
    }

    IsobarException translate(String operation, RuntimeException thrown) {
        CallSite site = site(operation);
        return switch (driver.classify(thrown)) {
            case CONFLICT -> new ConflictException(site, null, site + ": refused by the state of the store", thrown);
            case THROTTLED -> new ThrottledException(site, null, site + ": the backend is busy", null, thrown);
            case TIMED_OUT -> new TimedOutException(site, null, site + ": no answer in time", thrown);
            case UNAUTHORIZED ->
                new UnauthorizedException(site, null, site + ": the backend refused the credentials", thrown);
            case UNAVAILABLE -> new UnavailableException(site, null, site + ": the backend cannot be reached", thrown);
            case UNEXPECTED ->
                new BackendException(
                        site,
                        null,
                        site + ": the backend failed with " + thrown.getClass().getName(),
                        thrown);
        };
    }
}
