package dev.isobar;

import static java.util.Objects.requireNonNull;

import dev.isobar.config.ConfigurationReader;
import dev.isobar.config.OtherParts;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import tools.jackson.core.type.TypeReference;

/**
 * The bindings of an application, by name.
 *
 * <p>{@link #load()} opens the bindings that the files of a project declare: {@code wrangler.jsonc}, {@code
 * wrangler.json} or {@code wrangler.toml} names them as for a Worker, {@code isobar.toml} their backends; a binding
 * without a backend is in memory. {@link #as(Class)} returns the bindings as a record.
 *
 * <p>Safe for use from many threads, as are the bindings. {@link #close()} closes the backends; bindings must not be
 * used after it.
 *
 * @since 0.1.0
 */
public final class Env extends EnvBindings implements AutoCloseable {
    private final Migrations migrations;
    private final EnvStores stores;
    private final BackgroundWork work;
    private final EnvClosing closing;

    Env(
            Map<String, Binding> bindings,
            OtherParts otherParts,
            Migrations migrations,
            EnvStores stores,
            BackgroundWork work,
            EnvClosing closing) {
        super(bindings, otherParts);
        this.migrations = migrations;
        this.stores = stores;
        this.work = work;
        this.closing = closing;
    }

    /**
     * Opens what the files declare. They are searched in the working directory, then in each folder above it; the first
     * folder that holds one of them is used alone.
     *
     * @return the environment; the caller closes it
     * @throws ConfigurationException if there are no files, or they have problems; it reports all of them
     */
    public static Env load() {
        return from().open();
    }

    /**
     * Opens what the files of a folder declare.
     *
     * @param folder the folder; those above it are not searched
     * @return the environment; the caller closes it
     * @throws ConfigurationException if there are no files, or they have problems; it reports all of them
     */
    public static Env load(Path folder) {
        return from(folder).open();
    }

    /**
     * Opens what the files at the root of the class path declare, as {@link #from(ClassLoader)} finds them.
     *
     * @param loader a class loader that sees the files
     * @return the environment; the caller closes it
     * @throws ConfigurationException if there are no files, or they have problems; it reports all of them
     */
    public static Env load(ClassLoader loader) {
        return from(loader).open();
    }

    /**
     * Starts from the files that {@link #load()} finds, and lets code add to them and override them.
     *
     * @return a builder that reads the files when it opens the environment
     */
    public static EnvBuilder from() {
        Path here = Path.of("");
        Path found = ConfigurationReader.folderAbove(here);
        return from(found == null ? here : found);
    }

    /**
     * Starts from the files of a folder, and lets code add to them and override them.
     *
     * @param folder the folder; those above it are not searched
     * @return a builder that reads the files when it opens the environment
     */
    public static EnvBuilder from(Path folder) {
        return new EnvBuilder(ConfigurationFiles.in(folder));
    }

    /**
     * Starts from the files at the root of the class path, which may be in a jar, also in one inside another jar
     * (ENV-FILE-10). Backends are looked for with the same class loader. Files that {@code ${file:PATH}} names are searched
     * there too; paths of stores and of migrations refer to the working directory.
     *
     * @param loader a class loader that sees the files
     * @return a builder that reads the files when it opens the environment
     */
    public static EnvBuilder from(ClassLoader loader) {
        return new EnvBuilder(ConfigurationFiles.on(loader)).classLoader(loader);
    }

    /**
     * Declares an environment in code. Files, variables and properties are not read.
     *
     * @return an empty builder
     */
    public static EnvBuilder builder() {
        return new EnvBuilder(null);
    }

    /**
     * Returns the migrations of a D1 binding: those that the file of wrangler names for it; else {@code migrations/*.sql}
     * in the folder of the configuration, or in the working directory without one (ENV-MIG-01).
     *
     * @param name the binding's name
     * @return the migrations, not applied yet
     * @throws ConfigurationException if no D1 binding has this name
     */
    public D1Migrations migrations(String name) {
        stores.requireOpen(Service.D1, name, "migrations");
        return migrations.of(name, d1(name));
    }

    /**
     * Starts to consume a queue, with the settings that were declared for it or the service's defaults. The consumer
     * runs on threads of its own, which do not keep the process alive, and ends with this environment.
     *
     * @param <T> what the bodies are read as
     * @param queue the name of the queue, not of a binding
     * @param type {@code Object} for what the content type says, {@code byte[]} for the bytes of any message, {@code
     *     String} for texts, any type for JSON
     * @param handler handles the messages
     * @return the running consumer
     * @throws ConfigurationException if the environment does not know the queue
     * @throws dev.isobar.error.ConflictException if the queue has a consumer already (Q-CONS-04)
     */
    public <T> QueueConsumer consume(String queue, Class<T> type, QueueHandler<T> handler) {
        return stores.queues().consume(queue, type, handler);
    }

    /**
     * Starts to consume a queue whose bodies are of a type with parameters; otherwise as {@link #consume(String, Class,
     * QueueHandler)}.
     *
     * @param <T> what the bodies are read as
     * @param queue the name of the queue, not of a binding
     * @param type such as {@code new TypeReference<List<Order>>() {}}
     * @param handler handles the messages
     * @return the running consumer
     */
    public <T> QueueConsumer consume(String queue, TypeReference<T> type, QueueHandler<T> handler) {
        return stores.queues().consume(queue, type.getType(), handler);
    }

    /**
     * Consumes a queue step by step on the caller's thread, for tests; otherwise as {@link #consume(String, Class,
     * QueueHandler)}.
     *
     * @param <T> what the bodies are read as
     * @param queue the name of the queue, not of a binding
     * @param type what the bodies are read as
     * @param handler handles the messages
     * @return a consumer that runs when it is called
     */
    public <T> SteppedQueueConsumer consumeStepped(String queue, Class<T> type, QueueHandler<T> handler) {
        return stores.queues().step(queue, type, handler);
    }

    /**
     * Consumes a queue step by step on the caller's thread, for tests; otherwise as {@link #consume(String,
     * TypeReference, QueueHandler)}.
     *
     * @param <T> what the bodies are read as
     * @param queue the name of the queue, not of a binding
     * @param type such as {@code new TypeReference<List<Order>>() {}}
     * @param handler handles the messages
     * @return a consumer that runs when it is called
     */
    public <T> SteppedQueueConsumer consumeStepped(String queue, TypeReference<T> type, QueueHandler<T> handler) {
        return stores.queues().step(queue, type.getType(), handler);
    }

    /**
     * Returns the receiver's side of a queue for those who pull.
     *
     * @param queue the name of the queue, not of a binding
     * @return the puller
     * @throws ConfigurationException if the environment does not know the queue
     */
    public QueuePuller puller(String queue) {
        return stores.queues().puller(queue);
    }

    /**
     * Returns what an operator does to a queue.
     *
     * @param queue the name of the queue, not of a binding
     * @return the control
     * @throws ConfigurationException if the environment does not know the queue
     */
    public QueueControl queueControl(String queue) {
        return stores.queues().control(queue);
    }

    /**
     * Enumerates the queue consumers that are declared or running.
     *
     * @return a record for each, by the name of its queue; without addresses and secrets
     */
    public List<EnvConsumer> consumers() {
        return stores.queues().consumers();
    }

    /**
     * Returns the stores of a service at a URL for management. Uses the connection of bindings whose URL agrees in scheme,
     * address and connection settings; else opens one, which this environment closes.
     *
     * @param service the service
     * @param url the URL of a backend; its other settings apply to the stores that are created
     * @return the stores
     * @throws ConfigurationException if the URL has problems or the backend cannot be opened
     * @throws dev.isobar.error.UnsupportedCapabilityException if the backend does not manage stores (ENV-STORE-01)
     */
    public Stores stores(Service service, String url) {
        return stores.at(service, url);
    }

    /**
     * Returns the stores of a binding's service at the binding's backend, as {@link #stores(Service, String)} does.
     *
     * @param binding the name of a binding, whose settings apply to the stores that are created
     * @return the stores
     * @throws ConfigurationException if no binding has this name
     */
    public Stores stores(String binding) {
        return stores.of(find(binding));
    }

    /** Shows bindings and consumers, each on a line, without addresses and secrets. */
    @Override
    public String toString() {
        return Stream.concat(bindings().stream(), consumers().stream())
                .map(line -> "\n  " + line)
                .collect(Collectors.joining("", "Env with " + bindings().size() + " bindings", ""));
    }

    /**
     * Starts background work on a thread of its own, which {@link #close()} awaits as it does handlers: what a Worker hands
     * to {@code ctx.waitUntil}. What the work throws is logged.
     *
     * @param work may use the bindings
     * @throws dev.isobar.error.EnvClosedException if this environment is closed
     */
    public void waitUntil(Runnable work) {
        this.work.start(requireNonNull(work, "work"));
    }

    /**
     * Waits until the process is asked to end, by SIGTERM or Ctrl-C, or this environment is closed by somebody else; for
     * the main thread of a program that only consumes. Then no consumer takes messages any more, and running handlers and
     * background work are awaited. The bindings stay usable for what the main thread does before it closes this
     * environment, which does not wait for handlers again; a process that was asked to end leaves the main thread 5 seconds
     * for that, and closes this environment itself.
     *
     * @param drainAtMost how long to wait for handlers and background work, in elapsed time
     * @return {@code true} if all of them have ended
     * @throws InterruptedException if the thread is interrupted while it waits; nothing has been stopped then
     * @throws IllegalStateException if a handler or background work of this environment calls it
     */
    public boolean awaitShutdown(Duration drainAtMost) throws InterruptedException {
        requireNonNull(drainAtMost, "drainAtMost");
        if (closing.runsHere()) {
            throw new IllegalStateException("a handler cannot wait until its own environment has ended");
        }
        return new Shutdown(closing, drainAtMost).await();
    }

    /**
     * Ends this environment. All consumers stop taking messages at once; then their handlers and background work are
     * awaited together, for {@link EnvBuilder#closeWithin} at most; then the backends close, each whatever the others do.
     * From then on every call fails with {@link dev.isobar.error.EnvClosedException}. Closing again waits for the first
     * call to end, and does nothing else (ENV-CLOSE-01).
     *
     * <p>A handler, or background work, that closes its own environment does not wait for itself: the call returns at once,
     * and the backends close after that handler has been settled. An interrupt ends the waiting: the backends close at once.
     */
    @Override
    public void close() {
        closing.close();
    }
}
