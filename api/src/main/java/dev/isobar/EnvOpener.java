package dev.isobar;

import dev.isobar.config.OtherParts;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.internal.StoreGate;
import dev.isobar.spi.Backend;
import dev.isobar.spi.Driver;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.util.ArrayList;
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
    private final List<String> opened = new ArrayList<>();

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
        this.queues = new QueueRegistry(bindings, gates, declarations, problems);
        this.sharedStores = new SharedStores(problems);
        this.problems = problems;
    }

    /** Whatever is thrown on the way, nothing stays open. */
    Env open(OtherParts otherParts, Migrations migrations, Duration closeWithin) {
        try {
            openAll();
            if (!problems.isEmpty()) {
                throw refusal();
            }
            EnvStores stores = new EnvStores(resolver, backends, bindings, queues, gates);
            BackgroundWork work = new BackgroundWork(gates.state());
            EnvClosing closing = new EnvClosing(gates.state(), queues.seats(), work, backends, closeWithin);
            Env env = new Env(byName, otherParts, migrations, stores, work, closing);
            System.Logger log = System.getLogger("dev.isobar");
            for (String line : opened) {
                log.log(System.Logger.Level.INFO, line);
            }
            log.log(System.Logger.Level.DEBUG, env::toString);
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
        declarations.drivers().forEach(driver -> step(driver.place(), () -> bind(driver)));
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

    private void bind(DeclaredDriver declared) {
        String name = declared.name();
        Driver driver = declared.driver();
        if (byName.containsKey(name)) {
            refuseSecond(declared.place());
        } else {
            Service service = declared.service();
            EnvBinding about = new EnvBinding(name, service, name, null, driver.capabilities());
            byName.put(name, new Binding(about, bindings.over(service, name, driver, gates.single()), driver, null));
            opened.add(name + " " + service.label() + " a driver (" + declared.place() + ")");
            if (driver instanceof QueueDriver queue) {
                queues.add(name, null, queue);
            }
        }
    }

    private void refuseSecond(String place) {
        problems.add(place + ": the name is declared twice; rename one of the bindings");
    }

    private void bind(Declaration declaration) {
        String name = declaration.target().binding();
        OpenedBinding opened = opened(declaration);
        Binding bound = null;
        if (byName.containsKey(name)) {
            refuseSecond(declaration.place());
        } else if (opened != null) {
            bound = backends.open(opened.resolved(), problems, () -> bound(declaration, opened));
        }
        if (bound == null && declaration.service() == Service.QUEUES) {
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
            queues.declare(declaration.target().store(), opened, problems);
        }
        log(name, declaration, opened);
        return binding;
    }

    private void log(String name, Declaration declaration, OpenedBinding binding) {
        opened.add(name + " " + declaration.service().label() + " " + binding.scheme() + ": ("
                + declaration.location().origin() + ")");
    }

    private void consume(String queue, ConsumerConfig consumer) {
        Declaration source = consumer.source();
        OpenedBinding opened = source == null ? null : opened(source);
        if (source != null && opened != null) {
            queues.declare(queue, opened, problems);
            log(queue, source, opened);
        } else if (source != null) {
            queues.missing(queue);
        }
    }

    /** Opens a binding, or returns null after adding the problems of both its settings and its connection. */
    private @Nullable OpenedBinding opened(Declaration declaration) {
        if (declaration.location().isDefault() && declarations.unplaced() != null) {
            problems.add(declaration.place() + ": '" + declaration.target().binding() + "' has no backend, and "
                    + declarations.unplaced() + " refuses that; declare one in the backends of isobar.toml or in "
                    + "ISOBAR_BACKENDS_" + declaration.target().binding() + ", or write memory: there");
            return null;
        }
        List<String> found = new ArrayList<>();
        OpenedBinding opened = opened(declaration, found);
        // A dead letter queue shares the entry of its queue, whose problems are reported already.
        found.removeAll(problems);
        problems.addAll(found);
        return opened;
    }

    private @Nullable OpenedBinding opened(Declaration declaration, List<String> found) {
        ResolvedBinding resolved = resolver.resolve(declaration, found);
        if (resolved == null) {
            return null;
        }
        boolean right = BindingResolver.check(resolved, found, backends::note) && sharedStores.add(resolved);
        Backend backend = backends.open(resolved, found);
        return right && backend != null ? backends.open(resolved, backend, found) : null;
    }
}
