package dev.isobar;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.internal.StoreGate;
import dev.isobar.spi.Backend;
import dev.isobar.spi.Driver;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Opens the declared bindings and consumers, or reports all problems and leaves nothing open. */
final class EnvOpener {
    private final Declarations declarations;
    private final Bindings bindings;
    private final BindingResolver resolver;
    private final Backends backends;
    private final QueueRegistry queues;
    private final SharedStores sharedStores;
    private final StoreGates gates = new StoreGates();
    private final List<String> problems;
    private final Map<String, Binding> byName = new LinkedHashMap<>();

    EnvOpener(
            Declarations declarations,
            Bindings bindings,
            BindingResolver resolver,
            Backends backends,
            List<String> problems) {
        this.declarations = declarations;
        this.bindings = bindings;
        this.resolver = resolver;
        this.backends = backends;
        this.queues = new QueueRegistry(bindings, gates, declarations.consumers(), problems);
        this.sharedStores = new SharedStores(problems);
        this.problems = problems;
    }

    /** Whatever is thrown on the way, nothing stays open. */
    Env open(Map<String, String> notInherited, Migrations migrations, Duration closeWithin) {
        try {
            openAll();
            if (!problems.isEmpty()) {
                throw refusal();
            }
            EnvStores stores = new EnvStores(resolver, backends, bindings, queues, gates);
            BackgroundWork work = new BackgroundWork(gates.state());
            EnvClosing closing = new EnvClosing(gates.state(), queues.seats(), work, backends, closeWithin);
            Env env = new Env(byName, notInherited, migrations, stores, work, closing);
            System.getLogger("dev.isobar").log(System.Logger.Level.DEBUG, env::toString);
            return env;
        } catch (Throwable failed) {
            backends.closeAfter(failed);
            throw failed;
        }
    }

    private ConfigurationException refusal() {
        ConfigurationException refusal = backends.refusal(problems);
        resolver.providers().broken().values().forEach(refusal::addSuppressed);
        return refusal;
    }

    private void openAll() {
        declarations
                .drivers()
                .forEach((name, driver) ->
                        step("binding " + name, () -> bind(name, driver.getKey(), driver.getValue())));
        declarations.bindings().forEach(this::bind);
        declarations.consumers().forEach(this::consume);
        step("queues", () -> queues.check(declarations.delays()));
    }

    /** Takes a step whose failure belongs to no backend alone. */
    private void step(String place, Runnable step) {
        try {
            step.run();
        } catch (Throwable thrown) {
            OpeningFailure.rethrowIfFatal(thrown);
            backends.note(thrown);
            problems.add(place + ": cannot be opened (" + thrown.getClass().getName() + ")");
        }
    }

    private void bind(String name, Service service, Driver driver) {
        EnvBinding about = new EnvBinding(name, service, name, null, driver.capabilities());
        byName.put(name, new Binding(about, bindings.over(service, name, driver, gates.single()), driver, null));
        if (driver instanceof QueueDriver queue) {
            queues.add(name, null, queue);
        }
    }

    private void bind(Declaration declaration) {
        String name = declaration.target().binding();
        OpenedBinding opened = opened(declaration);
        if (byName.containsKey(name)) {
            problems.add(declaration.place() + ": the name is declared twice; rename one of the bindings");
        } else if (opened != null) {
            backends.open(opened.resolved(), problems, () -> bound(declaration, opened));
        } else if (declaration.service() == Service.QUEUES) {
            queues.missing(declaration.target().store());
        }
    }

    private Binding bound(Declaration declaration, OpenedBinding opened) {
        String name = declaration.target().binding();
        Driver driver = opened.driver();
        StoreGate gate = gates.of(opened.resolved().store());
        Object portable = bindings.over(declaration.service(), name, driver, gate);
        Binding binding = new Binding(EnvBinding.of(opened), portable, driver, opened);
        byName.put(name, binding);
        if (driver instanceof QueueDriver) {
            queues.add(declaration.target().store(), opened);
        }
        return binding;
    }

    private void consume(String queue, ConsumerConfig consumer) {
        OpenedBinding opened = consumer.source() == null ? null : opened(consumer.source());
        if (opened != null) {
            queues.add(queue, opened);
        }
    }

    /** Opens a binding, or returns null after adding the problems of both its settings and its connection. */
    private @Nullable OpenedBinding opened(Declaration declaration) {
        ResolvedBinding resolved = resolver.resolve(declaration, problems);
        if (resolved == null) {
            return null;
        }
        boolean right = BindingResolver.check(resolved, problems, backends::note) && sharedStores.add(resolved);
        Backend backend = backends.open(resolved, problems);
        return right && backend != null ? backends.open(resolved, backend, problems) : null;
    }
}
