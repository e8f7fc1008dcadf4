package dev.isobar;

import dev.isobar.config.Configuration;
import dev.isobar.config.FileSource;
import dev.isobar.config.PlacedUrl;
import dev.isobar.config.PlacedValue;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumerSettings;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Driver;
import dev.isobar.spi.Interceptor;
import dev.isobar.spi.support.ElapsedClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Declares an environment: in code alone ({@link Env#builder()}), or in files and code ({@link Env#from(Path)}), where
 * code wins. Not safe for use from several threads.
 *
 * @since 0.1.0
 */
public final class EnvBuilder {
    private static final System.Logger LOG = System.getLogger("dev.isobar");

    private final Declarations declarations = new Declarations();
    private final List<Interceptor> interceptors = new ArrayList<>();
    private final @Nullable ConfigurationFiles files;
    private @Nullable InstantSource clock;
    private @Nullable Limits limits;
    private @Nullable ClassLoader classLoader;
    private Duration closeWithin = Duration.ofSeconds(30);

    EnvBuilder(@Nullable ConfigurationFiles files) {
        this.files = files;
    }

    /**
     * Declares a binding. It takes the place of one with this name in the files.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param url the URL of its backend, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder bind(Service service, String name, String url) {
        declarations.bind(Declaration.inCode(service, new BindingTarget(name, null), url, "binding " + name));
        return this;
    }

    /**
     * Declares a binding whose store has a name of its own.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param resource the id or name of the namespace, database, bucket, index or queue
     * @param url the URL of its backend, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder bind(Service service, String name, String resource, String url) {
        declarations.bind(Declaration.inCode(service, new BindingTarget(name, resource), url, "binding " + name));
        return this;
    }

    /**
     * Declares a binding over a driver, without discovery; for tests and for custom backends. The environment
     * does not close the driver. It takes the place of a binding with this name in the files.
     *
     * @param service its service
     * @param name the name under which the application knows it
     * @param driver the driver of that service
     * @return this builder
     * @throws IllegalArgumentException if the driver is one of another service (ENV-BIND-09)
     */
    public EnvBuilder bind(Service service, String name, Driver driver) {
        Class<?> wanted = Bindings.driverType(service);
        if (!wanted.isInstance(driver)) {
            throw new IllegalArgumentException("binding " + name + ": " + service.label() + " needs a "
                    + wanted.getSimpleName() + ", not a " + driver.getClass().getName());
        }
        declarations.bind(name, service, driver);
        return this;
    }

    /**
     * Sets the backend of a binding of the files; stronger than the files, variables and properties.
     *
     * @param name the binding's name
     * @param url the URL of its backend, such as {@code memory:}
     * @return this builder
     * @throws IllegalStateException if this builder reads no files
     */
    public EnvBuilder backend(String name, String url) {
        files().backends.put(name, new PlacedValue(url, "backend " + name));
        return this;
    }

    /**
     * Chooses a profile of {@code isobar.toml}; stronger than {@code -Disobar.profile} and {@code ISOBAR_PROFILE}.
     *
     * @param name the profile's name; empty for none
     * @return this builder
     * @throws IllegalStateException if this builder reads no files
     */
    public EnvBuilder profile(String name) {
        files().profile = new PlacedValue(name, "profile " + name);
        return this;
    }

    /**
     * Chooses an environment of wrangler's file; stronger than {@code -Disobar.env}, {@code ISOBAR_ENV} and {@code
     * CLOUDFLARE_ENV}. As for a Worker, it inherits no bindings from the top level.
     *
     * @param name the name under {@code env}; empty for the top level
     * @return this builder
     * @throws IllegalStateException if this builder reads no files
     */
    public EnvBuilder environment(String name) {
        files().environment = new PlacedValue(name, "environment " + name);
        return this;
    }

    /**
     * Replaces the environment variables of the process, for tests that must not depend on them.
     *
     * @param variables the variables by name
     * @return this builder
     * @throws IllegalStateException if this builder reads no files
     */
    public EnvBuilder variables(Map<String, String> variables) {
        files().variables = Map.copyOf(variables);
        return this;
    }

    /**
     * Replaces the system properties of the process, for tests that must not depend on them.
     *
     * @param properties the properties by name
     * @return this builder
     * @throws IllegalStateException if this builder reads no files
     */
    public EnvBuilder properties(Map<String, String> properties) {
        files().properties = Map.copyOf(properties);
        return this;
    }

    private ConfigurationFiles files() {
        if (files == null) {
            throw new IllegalStateException("this builder reads no files; start with Env.from(folder)");
        }
        return files;
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
        declarations.consume(queue, new ConsumerConfig(settings, null, "consumer of queue " + queue));
        return this;
    }

    /**
     * Sets how a queue is consumed that no producer binding names.
     *
     * @param queue the name of the queue
     * @param settings the settings, checked when the environment opens (Q-CONS-08)
     * @param url the URL of its backend, such as {@code memory:}
     * @return this builder
     */
    public EnvBuilder consumer(String queue, QueueConsumerSettings settings, String url) {
        String place = "consumer of queue " + queue;
        declarations.consume(
                queue, new ConsumerConfig(settings, Declarations.source(queue, new PlacedUrl(url, url, place)), place));
        return this;
    }

    /**
     * Sets the delay of messages that are sent without one.
     *
     * @param binding the name of a producer binding
     * @param delay 0 to 24 hours in whole seconds (Q-SEND-09)
     * @return this builder
     */
    public EnvBuilder deliveryDelay(String binding, Duration delay) {
        declarations.delay(binding, new DeliveryDelay(delay, "binding " + binding));
        return this;
    }

    /**
     * Passes a clock, as tests do: expiry, leases and delays follow it on every backend that declares {@link
     * dev.isobar.spi.Capability#CONTROLLED_CLOCK}. Without this call they follow the clock of the store where it has
     * one; else waiting is measured by elapsed time, so that setting the clock of the system changes no wait (Q-TIME-01),
     * and the system's clock gives timestamps and ends entries at their instant.
     *
     * @param clock the time; even a clock of the system counts as passed
     * @return this builder
     */
    public EnvBuilder clock(InstantSource clock) {
        this.clock = clock;
        return this;
    }

    /**
     * Sets the limits that are enforced on every backend; by default those that {@code isobar.toml} names, else
     * {@link Limits#CLOUDFLARE}.
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
     * @param interceptor wraps every driver call
     * @return this builder
     */
    public EnvBuilder intercept(Interceptor interceptor) {
        interceptors.add(interceptor);
        return this;
    }

    /**
     * Sets where backends, and files of {@code classpath:}, are looked for; by default the context class loader of the
     * thread that opens the environment. The class loader that loaded Isobar is searched too (ENV-OPEN-07). Containers and plugins need this where the
     * application's backends are seen by neither.
     *
     * @param loader a class loader that sees the backends
     * @return this builder
     */
    public EnvBuilder classLoader(ClassLoader loader) {
        this.classLoader = Objects.requireNonNull(loader, "loader");
        return this;
    }

    /**
     * Sets how long {@link Env#close()} waits for running handlers and background work; 30 seconds without this call. The
     * messages of a handler that takes longer come again when their lease ends.
     *
     * @param time one time for all of them together; zero to wait for none
     * @return this builder
     * @throws IllegalArgumentException if the time is negative
     */
    public EnvBuilder closeWithin(Duration time) {
        if (time.isNegative()) {
            throw new IllegalArgumentException("closeWithin: " + time + " is negative; zero or more is allowed");
        }
        closeWithin = time;
        return this;
    }

    /**
     * Opens the environment.
     *
     * @return the environment; the caller closes it
     * @throws ConfigurationException if the files or the declarations have problems, or a backend cannot be opened; it
     *     reports all of them. Nothing stays open then (ENV-OPEN-05)
     */
    public Env open() {
        List<String> problems = new ArrayList<>();
        ClassLoader application = classLoader == null ? Thread.currentThread().getContextClassLoader() : classLoader;
        BackendProviders providers = ProviderSearch.with(application);
        FileSource source = files == null ? null : files.source(application);
        Configuration configuration =
                files == null || source == null ? Configuration.NONE : files.read(source, providers, problems);
        Path folder = source == null ? Path.of("") : source.folder();
        for (String warning : configuration.warnings()) {
            LOG.log(System.Logger.Level.WARNING, warning);
        }
        Declarations all = declarations.over(configuration);
        InstantSource time = clock == null ? InstantSource.system() : clock;
        InstantSource elapsed = clock == null ? ElapsedClock.start() : clock;
        Bindings bindings = new Bindings(limits(configuration), time, elapsed, interceptors, all.delays());
        BindingResolver resolver = new BindingResolver(providers, folder);
        return new EnvOpener(all, bindings, resolver, new Backends(clock), problems)
                .open(configuration.otherParts(), new Migrations(folder, configuration.bindings(), time), closeWithin);
    }

    private Limits limits(Configuration configuration) {
        if (limits != null) {
            return limits;
        }
        return "relaxed".equals(configuration.limits()) ? Limits.RELAXED : Limits.CLOUDFLARE;
    }
}
