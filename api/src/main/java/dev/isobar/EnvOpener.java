package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Driver;
import dev.isobar.spi.QueueDriver;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Opens what is declared, or tells all mistakes and leaves nothing open. */
final class EnvOpener {
    private final Declarations declarations;
    private final Bindings bindings;
    private final Backends backends;
    private final QueueRegistry queues;
    private final List<String> problems;
    private final Map<String, Env.Binding> byName = new LinkedHashMap<>();

    EnvOpener(Declarations declarations, Bindings bindings, Backends backends, List<String> problems) {
        this.declarations = declarations;
        this.bindings = bindings;
        this.backends = backends;
        this.queues = new QueueRegistry(bindings, declarations.consumers(), problems);
        this.problems = problems;
    }

    Env open(Map<String, String> notInherited, Migrations migrations) {
        declarations.drivers().forEach((name, driver) -> bind(name, driver.getKey(), driver.getValue()));
        declarations.bindings().forEach(this::bind);
        declarations.consumers().forEach(this::consume);
        queues.check(declarations.delays());
        if (!problems.isEmpty()) {
            throw backends.refusal();
        }
        return new Env(byName, notInherited, migrations, backends, queues);
    }

    private void bind(String name, Service service, Driver driver) {
        byName.put(name, new Env.Binding(bindings.over(service, name, driver), driver));
        if (driver instanceof QueueDriver queue) {
            queues.add(name, queue);
        }
    }

    private void bind(Declaration declaration) {
        String name = declaration.target().binding();
        Backends.Opened opened = backends.open(declaration);
        if (byName.containsKey(name)) {
            problems.add(declaration.place() + ": the name is declared twice; rename one of the bindings");
        } else if (opened != null) {
            Driver driver = opened.driver();
            byName.put(name, new Env.Binding(bindings.over(declaration.service(), name, driver), driver));
            if (driver instanceof QueueDriver queue) {
                queues.add(declaration.target().store(), queue, opened);
            }
        }
    }

    private void consume(String queue, ConsumerConfig consumer) {
        Backends.Opened opened = consumer.source() == null ? null : backends.open(consumer.source());
        if (opened != null) {
            queues.add(queue, (QueueDriver) opened.driver(), opened);
        }
    }
}
