package dev.isobar.spi;

import dev.isobar.error.Service;
import java.util.Set;

/**
 * The entry of a backend module, found by {@link java.util.ServiceLoader} and chosen by the scheme of a URL.
 *
 * <p>Implementations are stateless and have a public constructor that does nothing. A provider is declared in {@code
 * META-INF/services} and, in a named module, in {@code module-info}.
 *
 * @since 0.1.0
 */
public interface BackendProvider {
    /**
     * Returns the URL schemes that this backend answers to for a service. A scheme may have several parts, such as
     * {@code jdbc:sqlite}: of the schemes that a URL begins with, the longest counts.
     *
     * @param service the service of a binding
     * @return the schemes in lower case without the last colon; empty if the backend does not serve this service
     */
    Set<String> schemes(Service service);

    /**
     * Names the settings that identify a connection, together with scheme and address: bindings whose URLs agree in
     * these share one {@link Backend}. All other settings of a URL belong to the binding.
     *
     * @implSpec names none
     * @param scheme one of the schemes
     * @return the names in the URL's query
     */
    default Set<String> connectionSettings(String scheme) {
        return Set.of();
    }

    /**
     * Names the settings of a binding that identify its store, together with the connection and the name of the store:
     * a table, or a prefix of all keys. Two bindings that agree in these use one store, so the environment refuses them
     * if they differ in any other setting. A dead letter queue is opened with these settings of its queue.
     *
     * @implSpec names none
     * @param scheme one of the schemes
     * @return the names in the URL's query; none of {@link #connectionSettings}
     */
    default Set<String> storeSettings(String scheme) {
        return Set.of();
    }

    /**
     * Names the settings whose values are secrets, so that a file which holds one in plain text can be refused before
     * anything is opened. Whatever stands before an {@code @} in the address, but for {@code user:}, is one anyway.
     *
     * @implSpec names none
     * @return the names in the URL's query
     */
    default Set<String> secretSettings() {
        return Set.of();
    }

    /**
     * Checks the settings of a binding without opening anything, so that their problems are reported together with those
     * of the connection. The settings are checked again when the {@link Backend} opens the binding; problems that only
     * the store can show are found then.
     *
     * @implSpec does nothing: the problems are found when the binding is opened
     * @param service the service of the binding
     * @param settings the settings of a URL that {@link #connectionSettings} does not name
     * @throws InvalidSettingException if a setting is unknown or has a value that is not allowed
     */
    default void checkSettings(Service service, Settings settings) {}

    /**
     * Opens a backend.
     *
     * @param config scheme, address, the settings of the connection, the clock
     * @return the open backend; the caller closes it
     * @throws InvalidSettingException if a setting is unknown or has a value that is not allowed
     */
    Backend open(BackendConfig config);
}
