package dev.isobar;

import dev.isobar.error.CallSite;
import dev.isobar.error.Service;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.internal.DriverCalls;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Capability;
import dev.isobar.spi.StoreDriver;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Opens stores for management, on the connections of the environment's bindings where they are the same. */
record EnvStores(
        BindingResolver resolver, Backends backends, Bindings bindings, QueueRegistry queues, StoreGates gates) {
    /** Returns the stores of a service at a URL. */
    Stores at(Service service, String url) {
        requireOpen(service, null, "stores");
        List<String> problems = new ArrayList<>();
        Declaration declaration =
                Declaration.inCode(service, new BindingTarget("", null), url, "stores of " + service.label());
        ResolvedBinding resolved = resolver.resolve(declaration, problems);
        if (resolved == null || !BindingResolver.check(resolved, problems, backends::note) || !problems.isEmpty()) {
            throw backends.refusal(problems);
        }
        Backend backend = backends.open(resolved, problems);
        if (backend == null) {
            throw backends.refusal(problems);
        }
        return of(resolved, backend);
    }

    /** Returns the stores among which a binding's is. */
    Stores of(Binding binding) {
        requireOpen(binding.about().service(), null, "stores");
        OpenedBinding opened = binding.opened();
        if (opened == null) {
            throw refused(binding.about().service());
        }
        return of(opened.resolved(), opened.backend());
    }

    private Stores of(ResolvedBinding place, Backend backend) {
        Service service = place.service();
        List<String> problems = new ArrayList<>();
        StoreDriver driver = backends.<@Nullable StoreDriver>open(
                place, problems, () -> backend.stores(service, place.target().settings()));
        if (!problems.isEmpty()) {
            throw backends.refusal(problems);
        }
        if (driver == null) {
            throw refused(service);
        }
        String binding = place.target().binding();
        String site = binding.isEmpty() ? place.store().connection().scheme() + ":" : binding;
        DriverCalls calls = new DriverCalls(service, site, driver, bindings.interceptors(), gates.single());
        return new Stores(place, backend, driver, calls, this);
    }

    private static UnsupportedCapabilityException refused(Service service) {
        return new UnsupportedCapabilityException(new CallSite(service, null, "stores"), Capability.STORES.label());
    }

    void requireOpen(Service service, @Nullable String binding, String operation) {
        gates.state().requireOpen(new CallSite(service, binding, operation));
    }
}
