package dev.isobar;

import dev.isobar.ai.Ai;
import dev.isobar.config.OtherParts;
import dev.isobar.d1.D1Database;
import dev.isobar.error.ConfigurationException;
import dev.isobar.kv.KVNamespace;
import dev.isobar.queue.Queue;
import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.Capabilities;
import dev.isobar.vectorize.VectorizeIndex;
import java.lang.invoke.MethodHandles;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What an environment's bindings are, by name: the part of {@link Env} that only looks them up. Safe for use from many
 * threads.
 */
abstract sealed class EnvBindings permits Env {
    private final Map<String, Binding> bindings;
    private final OtherParts otherParts;

    EnvBindings(Map<String, Binding> bindings, OtherParts otherParts) {
        this.bindings = new LinkedHashMap<>(bindings);
        this.otherParts = otherParts;
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
    public final <R> R as(Class<R> type) {
        return new RecordBinder(bindings, otherParts).fill(type, null);
    }

    /**
     * Returns the bindings as a record of a module that opens no package.
     *
     * @param <R> the record
     * @param lookup {@code MethodHandles.lookup()} of a class that may create the record
     * @param type a record whose components are all bindings
     * @return a new record
     */
    public final <R> R as(MethodHandles.Lookup lookup, Class<R> type) {
        return new RecordBinder(bindings, otherParts).fill(type, lookup);
    }

    /**
     * Returns a KV binding.
     *
     * @param name its name
     * @return the namespace
     * @throws ConfigurationException if no KV binding has this name
     */
    public final KVNamespace kv(String name) {
        return binding(name, KVNamespace.class);
    }

    /**
     * Returns a D1 binding.
     *
     * @param name its name
     * @return the database
     * @throws ConfigurationException if no D1 binding has this name
     */
    public final D1Database d1(String name) {
        return binding(name, D1Database.class);
    }

    /**
     * Returns an R2 binding.
     *
     * @param name its name
     * @return the bucket
     * @throws ConfigurationException if no R2 binding has this name
     */
    public final R2Bucket r2(String name) {
        return binding(name, R2Bucket.class);
    }

    /**
     * Returns a Vectorize binding.
     *
     * @param name its name
     * @return the index
     * @throws ConfigurationException if no Vectorize binding has this name
     */
    public final VectorizeIndex vectorize(String name) {
        return binding(name, VectorizeIndex.class);
    }

    /**
     * Returns a queue's producer binding.
     *
     * @param name its name
     * @return the queue
     * @throws ConfigurationException if no queue binding has this name
     */
    public final Queue queue(String name) {
        return binding(name, Queue.class);
    }

    /**
     * Returns an AI binding.
     *
     * @param name its name
     * @return the models
     * @throws ConfigurationException if no AI binding has this name
     */
    public final Ai ai(String name) {
        return binding(name, Ai.class);
    }

    /**
     * Returns what the driver of a binding declares about itself.
     *
     * @param name the binding's name
     * @return its capabilities
     * @throws ConfigurationException if no binding has this name
     */
    public final Capabilities capabilities(String name) {
        return find(name).about().capabilities();
    }

    /**
     * Enumerates the bindings.
     *
     * @return a record for each, in the order of their declaration; without addresses and secrets
     */
    public final List<EnvBinding> bindings() {
        return bindings.values().stream().map(Binding::about).toList();
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
    public final <T> T unwrap(String name, Class<T> type) {
        T client = find(name).driver().unwrap(type);
        if (client == null) {
            throw new IllegalArgumentException("the backend of binding '" + name + "' has no " + type.getName());
        }
        return client;
    }

    private <T> T binding(String name, Class<T> type) {
        Object portable = find(name).portable();
        if (!type.isInstance(portable)) {
            throw new ConfigurationException(List.of(
                    "binding '" + name + "' is not a " + type.getSimpleName() + "; declared are " + bindings.keySet()));
        }
        return type.cast(portable);
    }

    final Binding find(String name) {
        Binding found = bindings.get(name);
        if (found == null) {
            throw new ConfigurationException(List.of(
                    "no binding '" + name + "'; " + RecordBinder.explanation(name, bindings.keySet(), otherParts)));
        }
        return found;
    }
}
