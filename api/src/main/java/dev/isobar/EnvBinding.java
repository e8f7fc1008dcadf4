package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Capabilities;
import org.jspecify.annotations.Nullable;

/**
 * What an environment knows about one of its bindings. Holds no address and no setting, so no secret.
 *
 * @param name the name under which the application knows it
 * @param service its service
 * @param store the id or name of its namespace, database, bucket, index or queue
 * @param scheme the scheme of its backend, such as {@code redis} or {@code jdbc:sqlite}; {@code null} for a binding over
 *     a driver that code passed
 * @param capabilities what its driver declares
 * @since 0.1.0
 */
public record EnvBinding(
        String name,
        Service service,
        String store,
        @Nullable String scheme,
        Capabilities capabilities) {
    static EnvBinding of(OpenedBinding opened) {
        ResolvedBinding resolved = opened.resolved();
        return new EnvBinding(
                resolved.target().binding(),
                resolved.service(),
                resolved.store().name(),
                opened.scheme(),
                opened.capabilities());
    }

    /** Shows name, service, store and scheme. */
    @Override
    public String toString() {
        return name + ": " + service.label() + " '" + store + "' on " + (scheme == null ? "a driver" : scheme + ":");
    }
}
