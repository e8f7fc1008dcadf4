package dev.isobar;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.QueueDriver;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Declares an environment in code. Not safe for use from several threads. */
public final class EnvBuilder {
    private final List<Declaration> declarations = new ArrayList<>();
    private final Map<String, Map.Entry<Service, Driver>> drivers = new LinkedHashMap<>();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final Map<String, QueueConsumerSettings> consumers = new LinkedHashMap<>();
    private final Map<String, String> consumerUrls = new LinkedHashMap<>();
    private final Map<String, Duration> deliveryDelays = new LinkedHashMap<>();
    private InstantSource clock = InstantSource.system();
    private Limits limits = Limits.CLOUDFLARE;

    EnvBuilder() {}

    /**
     * Declares a binding.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param url where it lives, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder bind(Service service, String name, String url) {
        declarations.add(new Declaration(service, new BindingTarget(name, null), url, "binding " + name));
        return this;
    }

    /**
     * Declares a binding whose store has a name of its own.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param resource the id or name of the namespace, database, bucket, index or queue
     * @param url where it lives, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder bind(Service service, String name, String resource, String url) {
        declarations.add(new Declaration(service, new BindingTarget(name, resource), url, "binding " + name));
        return this;
    }

    /**
     * Declares a binding over a driver, without discovery; for tests and for backends of one's own. The environment
     * does not close the driver.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param driver the driver of that service
     * @return this builder
     */
    public EnvBuilder bind(Service service, String name, Driver driver) {
        drivers.put(name, Map.entry(service, driver));
        return this;
    }

    /**
     * Sets how a queue is consumed that a producer binding or another consumer's dead letter queue names; without this
     * call it is consumed by the service's defaults.
     *
     * @param queue the name of the queue, not of a binding
     * @param settings the settings, checked when the environment opens (Q-CONS-08)
     * @return this builder
     */
    public EnvBuilder consumer(String queue, QueueConsumerSettings settings) {
        consumers.put(queue, settings);
        return this;
    }

    /**
     * Sets how a queue is consumed that no producer binding names.
     *
     * @param queue the name of the queue
     * @param settings the settings, checked when the environment opens (Q-CONS-08)
     * @param url where it lives, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder consumer(String queue, QueueConsumerSettings settings, String url) {
        consumerUrls.put(queue, url);
        return consumer(queue, settings);
    }

    /**
     * Sets the delay of messages that are sent without one.
     *
     * @param binding the name of a producer binding
     * @param delay 0 to 24 hours in whole seconds (Q-SEND-09)
     * @return this builder
     */
    public EnvBuilder deliveryDelay(String binding, Duration delay) {
        deliveryDelays.put(binding, delay);
        return this;
    }

    /**
     * Sets the time that expiry, leases and delays follow where the backend's clock is ours.
     *
     * @param clock the time
     * @return this builder
     */
    public EnvBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets the limits that are enforced on every backend; {@link Limits#CLOUDFLARE} by default.
     *
     * @param limits the limits
     * @return this builder
     */
    public EnvBuilder limits(Limits limits) {
        this.limits = limits;
        return this;
    }

    /**
     * Adds an interceptor inside those added before.
     *
     * @param interceptor what stands around every driver call
     * @return this builder
     */
    public EnvBuilder intercept(Interceptor interceptor) {
        interceptors.add(interceptor);
        return this;
    }

    /**
     * Opens the environment.
     *
     * @return the environment; the caller closes it
     * @throws ConfigurationException if anything is wrong with the declarations; it names all mistakes
     */
    public Env open() {
        List<String> problems = new ArrayList<>();
        Bindings bindings = new Bindings(limits, clock, interceptors, deliveryDelays);
        Map<String, Env.Binding> byName = new LinkedHashMap<>();
        Backends backends = new Backends(clock, problems);
        Queues queues = new Queues(bindings, consumers, problems);
        drivers.forEach((name, driver) -> {
            byName.put(
                    name, new Env.Binding(bindings.over(driver.getKey(), name, driver.getValue()), driver.getValue()));
            if (driver.getValue() instanceof QueueDriver queue) {
                queues.add(name, null, queue);
            }
        });
        for (Declaration declaration : declarations) {
            String name = declaration.target().binding();
            Backend backend = backends.of(declaration);
            if (byName.containsKey(name)) {
                problems.add(declaration.place() + ": the name is declared twice; rename one of the bindings");
            } else if (backend != null) {
                Driver driver = backends.driver(backend, declaration);
                if (driver != null) {
                    byName.put(name, new Env.Binding(bindings.over(declaration.service(), name, driver), driver));
                }
                if (driver instanceof QueueDriver queue) {
                    queues.add(declaration.target().store(), backend, queue);
                }
            }
        }
        addConsumers(backends, queues);
        if (!problems.isEmpty()) {
            backends.close();
            throw new ConfigurationException(problems);
        }
        return new Env(byName, backends, queues);
    }

    private void addConsumers(Backends backends, Queues queues) {
        consumerUrls.forEach((queue, url) -> {
            BindingTarget target = new BindingTarget(queue, null);
            Declaration declaration = new Declaration(Service.QUEUES, target, url, "consumer of queue " + queue);
            Backend backend = backends.of(declaration);
            if (backend != null && backends.driver(backend, declaration) instanceof QueueDriver driver) {
                queues.add(queue, backend, driver);
            }
        });
        queues.check(deliveryDelays);
    }
}
