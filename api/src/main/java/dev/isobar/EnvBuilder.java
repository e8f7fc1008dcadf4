package dev.isobar;

import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Interceptor;
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
        Bindings bindings = new Bindings(limits, clock, interceptors);
        Map<String, Env.Binding> byName = new LinkedHashMap<>();
        Backends backends = new Backends(clock, problems);
        drivers.forEach((name, driver) -> byName.put(
                name, new Env.Binding(bindings.over(driver.getKey(), name, driver.getValue()), driver.getValue())));
        for (Declaration declaration : declarations) {
            String name = declaration.target().binding();
            Backend backend = backends.of(declaration);
            if (byName.containsKey(name)) {
                problems.add(declaration.place() + ": the name is declared twice; rename one of the bindings");
            } else if (backend != null) {
                Driver driver = Bindings.driver(backend, declaration.service(), declaration.target());
                byName.put(name, new Env.Binding(bindings.over(declaration.service(), name, driver), driver));
            }
        }
        if (!problems.isEmpty()) {
            backends.close();
            throw new ConfigurationException(problems);
        }
        return new Env(byName, backends);
    }
}
