package dev.isobar.spi;

import dev.isobar.error.Service;
import org.jspecify.annotations.Nullable;

/**
 * An open backend: a client, a folder, a part of the heap. It hands out one driver for each binding.
 *
 * <p>A backend overrides the methods of the services that its provider names; the others refuse. A method that finds
 * settings which its service does not take throws {@link InvalidSettingException}. All methods may be called from many
 * threads. {@link #close()} ends everything that was opened and stops the drivers.
 *
 * @since 0.1.0
 */
public interface Backend extends AutoCloseable {
    /**
     * Opens the models of an AI binding.
     *
     * @param target which models
     * @return its driver
     */
    default AiDriver ai(BindingTarget target) {
        throw notServed(Service.AI);
    }

    /**
     * Opens the storage of a D1 binding.
     *
     * @param target which database
     * @return its driver
     */
    default D1Driver d1(BindingTarget target) {
        throw notServed(Service.D1);
    }

    /**
     * Opens the storage of a KV binding.
     *
     * @param target which namespace
     * @return its driver
     */
    default KvDriver kv(BindingTarget target) {
        throw notServed(Service.KV);
    }

    /**
     * Opens the storage of a queue binding.
     *
     * @param target which queue
     * @return its driver
     */
    default QueueDriver queue(BindingTarget target) {
        throw notServed(Service.QUEUES);
    }

    /**
     * Opens the storage of an R2 binding.
     *
     * @param target which bucket
     * @return its driver
     */
    default R2Driver r2(BindingTarget target) {
        throw notServed(Service.R2);
    }

    /**
     * Opens the storage of a Vectorize binding.
     *
     * @param target which index
     * @return its driver
     */
    default VectorizeDriver vectorize(BindingTarget target) {
        throw notServed(Service.VECTORIZE);
    }

    /**
     * Opens the stores of a service for management.
     *
     * @implSpec returns {@code null}: the environment refuses with {@link Capability#STORES}
     * @param service one of the services that this backend serves
     * @param settings the settings with which stores are created and found, those of a binding
     * @return the stores, or {@code null} if they cannot be listed, created and dropped
     */
    default @Nullable StoreDriver stores(Service service, Settings settings) {
        return null;
    }

    @Override
    void close();

    private static UnsupportedOperationException notServed(Service service) {
        return new UnsupportedOperationException("this backend does not serve " + service.label());
    }
}
