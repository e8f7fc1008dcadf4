package dev.isobar.spi;

import dev.isobar.error.Service;
import java.util.Set;

/**
 * The entry of a backend module, found by {@link java.util.ServiceLoader} and chosen by the scheme of a URL.
 *
 * <p>Implementations are stateless and have a public constructor that does nothing. A provider is declared in {@code
 * META-INF/services} and, in a named module, in {@code module-info}.
 */
public interface BackendProvider {
    /**
     * Returns the URL schemes that this backend answers to for a service.
     *
     * @param service the service of a binding
     * @return the schemes in lower case without the colon; empty if the backend does not serve this service
     */
    Set<String> schemes(Service service);

    /**
     * Opens a backend. Bindings with equal URLs share one.
     *
     * @param config the URL, its parsed parts, the clock
     * @return the open backend; the caller closes it
     * @throws InvalidSettingException if a setting is unknown or has a value that is not allowed
     */
    Backend open(BackendConfig config);
}
