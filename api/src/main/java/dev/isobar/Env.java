package dev.isobar;

import dev.isobar.ai.Ai;
import dev.isobar.config.ConfigurationReader;
import dev.isobar.d1.D1Database;
import dev.isobar.d1.migrations.D1Migrations;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.queue.QueueConsumer;
import dev.isobar.queue.QueueControl;
import dev.isobar.queue.QueueHandler;
import dev.isobar.queue.QueuePuller;
import dev.isobar.queue.SteppedQueueConsumer;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.Capabilities;
import dev.isobar.vectorize.VectorizeIndex;
import java.lang.invoke.MethodHandles;
import java.nio.file.Path;
import java.util.LinkedHashMap;
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
public final class Env implements AutoCloseable {
    private final Map<String, Binding> bindings;
    private final Map<String, String> notInherited;
    private final Migrations migrations;
    private final EnvStores stores;

    Env(Map<String, Binding> bindings, Map<String, String> notInherited, Migrations migrations, EnvStores stores) {
        this.bindings = new LinkedHashMap<>(bindings);
        this.notInherited = notInherited;
        this.migrations = migrations;
        this.stores = stores;
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
        return new EnvBuilder(new ConfigurationFiles(folder));
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
     * Returns the bindings as a record: each component gets the binding of its name, which must have its type.
     *
     * @param <R> the record
     * @param type a record whose components are all bindings; it is public in an exported package, or its package is
     *     open to this module, or it is not in a named module
     * @return a new record
     * @throws ConfigurationException if the type is not a record or cannot be created, a component is not a binding, or
     *     no binding has its name and type (ENV-REC-02 to ENV-REC-06); it reports all problems
     */
    public <R> R as(Class<R> type) {
        return new RecordBinder(bindings, notInherited).fill(type, null);
    }

    /**
     * Returns the bindings as a record of a module that opens no package.
     *
     * @param <R> the record
     * @param lookup {@code MethodHandles.lookup()} of a class that may create the record
     * @param type a record whose components are all bindings
     * @return a new record
     */
    public <R> R as(MethodHandles.Lookup lookup, Class<R> type) {
        return new RecordBinder(bindings, notInherited).fill(type, lookup);
    }

    /**
     * Returns a KV binding.
     *
     * @param name its name
     * @return the namespace
     * @throws ConfigurationException if no KV binding has this name
     */
    public KVNamespace kv(String name) {
        return binding(name, KVNamespace.class);
    }

    /**
     * Returns a D1 binding.
     *
     * @param name its name
     * @return the database
     * @throws ConfigurationException if no D1 binding has this name
     */
    public D1Database d1(String name) {
        return binding(name, D1Database.class);
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
     * Returns an R2 binding.
     *
     * @param name its name
     * @return the bucket
     * @throws ConfigurationException if no R2 binding has this name
     */
    public R2Bucket r2(String name) {
        return binding(name, R2Bucket.class);
    }

    /**
     * Returns a Vectorize binding.
     *
     * @param name its name
     * @return the index
     * @throws ConfigurationException if no Vectorize binding has this name
     */
    public VectorizeIndex vectorize(String name) {
        return binding(name, VectorizeIndex.class);
    }

    /**
     * Returns a queue's producer binding.
     *
     * @param name its name
     * @return the queue
     * @throws ConfigurationException if no queue binding has this name
     */
    public Queue queue(String name) {
        return binding(name, Queue.class);
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
     * Returns an AI binding.
     *
     * @param name its name
     * @return the models
     * @throws ConfigurationException if no AI binding has this name
     */
    public Ai ai(String name) {
        return binding(name, Ai.class);
    }

    /**
     * Returns what the driver of a binding declares about itself.
     *
     * @param name the binding's name
     * @return its capabilities
     * @throws ConfigurationException if no binding has this name
     */
    public Capabilities capabilities(String name) {
        return find(name).about().capabilities();
    }

    /**
     * Enumerates the bindings.
     *
     * @return a record for each, in the order of their declaration; without addresses and secrets
     */
    public List<EnvBinding> bindings() {
        return bindings.values().stream().map(Binding::about).toList();
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

    /**
     * Returns the client of a binding's store, such as Lettuce's {@code RedisClient}, for what Isobar does not offer. Use
     * it at your own risk: data that Isobar manages keep its layout only while nobody else writes them.
     *
     * @param <T> the client's type
     * @param name the binding's name
     * @param type the client's class or interface
     * @return the client, which this environment closes
     * @throws ConfigurationException if no binding has this name
     * @throws IllegalArgumentException if its backend has no client of this type
     */
    public <T> T unwrap(String name, Class<T> type) {
        T client = find(name).driver().unwrap(type);
        if (client == null) {
            throw new IllegalArgumentException("the backend of binding '" + name + "' has no " + type.getName());
        }
        return client;
    }

    private <T> T binding(String name, Class<T> type) {
        Object portable = find(name).portable();
        if (!type.isInstance(portable)) {
            throw unknown("binding '" + name + "' is not a " + type.getSimpleName());
        }
        return type.cast(portable);
    }

    private Binding find(String name) {
        Binding found = bindings.get(name);
        if (found == null) {
            throw unknown("no binding '" + name + "'");
        }
        return found;
    }

    private ConfigurationException unknown(String what) {
        return new ConfigurationException(List.of(what + "; declared are " + bindings.keySet()));
    }

    /** Shows bindings and consumers, each on a line, without addresses and secrets. */
    @Override
    public String toString() {
        return Stream.concat(bindings().stream(), consumers().stream())
                .map(line -> "\n  " + line)
                .collect(Collectors.joining("", "Env with " + bindings.size() + " bindings", ""));
    }

    @Override
    public void close() {
        stores.close();
    }
}
