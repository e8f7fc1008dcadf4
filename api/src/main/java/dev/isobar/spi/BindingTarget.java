package dev.isobar.spi;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Which of a backend's stores a binding means, and how it is to be used.
 *
 * @param binding the name under which the application knows the binding
 * @param resource the id or name of the namespace, database, bucket, index or queue as the configuration declares
 *     it; {@code null} if it declares none, and the binding's name stands for it
 * @param settings the settings of the URL that do not belong to the connection
 * @since 0.1.0
 */
public record BindingTarget(String binding, @Nullable String resource, Settings settings) {
    /**
     * Names a store that is used without settings.
     *
     * @param binding the name under which the application knows the binding
     * @param resource the id or name of the store; {@code null} if the binding's name stands for it
     */
    public BindingTarget(String binding, @Nullable String resource) {
        this(binding, resource, Settings.of("", Map.of()));
    }

    /**
     * Returns the name of the store.
     *
     * @return the declared resource, else the binding's name
     */
    public String store() {
        return resource == null ? binding : resource;
    }
}
