package dev.isobar.spi;

import org.jspecify.annotations.Nullable;

/**
 * Which of a backend's stores a binding means.
 *
 * @param binding the name under which the application knows the binding
 * @param resource the id or name of the namespace, database, bucket, index or queue as the configuration declares
 *     it; {@code null} if it declares none, and the binding's name stands for it
 */
public record BindingTarget(String binding, @Nullable String resource) {
    /**
     * Returns the name of the store.
     *
     * @return the declared resource, else the binding's name
     */
    public String store() {
        return resource == null ? binding : resource;
    }
}
