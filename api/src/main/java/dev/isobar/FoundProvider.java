package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.BackendProvider;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A provider and all that it says about itself, asked once: one that cannot answer is found out before it is needed.
 *
 * @param provider the provider
 * @param schemes its schemes by service
 * @param secrets the settings whose values are secrets
 * @param connection the settings of a connection by scheme
 * @param store the settings that identify a store by scheme
 */
record FoundProvider(
        BackendProvider provider,
        Map<Service, Set<String>> schemes,
        Set<String> secrets,
        Map<String, Set<String>> connection,
        Map<String, Set<String>> store) {
    /** Asks a provider, which may throw anything. */
    static FoundProvider of(BackendProvider provider) {
        Map<Service, Set<String>> schemes = new EnumMap<>(Service.class);
        Map<String, Set<String>> connection = new HashMap<>();
        Map<String, Set<String>> store = new HashMap<>();
        for (Service service : Service.values()) {
            Set<String> its = Set.copyOf(provider.schemes(service));
            schemes.put(service, its);
            for (String scheme : its) {
                connection.put(scheme, Set.copyOf(provider.connectionSettings(scheme)));
                store.put(scheme, Set.copyOf(provider.storeSettings(scheme)));
            }
        }
        return new FoundProvider(provider, schemes, Set.copyOf(provider.secretSettings()), connection, store);
    }

    Set<String> schemes(Service service) {
        return schemes.getOrDefault(service, Set.of());
    }

    /** Returns the one of its schemes that a URL begins with, whatever the service, or null. */
    @Nullable
    String scheme(BackendUrl url) {
        Set<String> all = new HashSet<>();
        schemes.values().forEach(all::addAll);
        return url.scheme(all);
    }

    Set<String> connectionSettings(String scheme) {
        return connection.getOrDefault(scheme, Set.of());
    }

    Set<String> storeSettings(String scheme) {
        return store.getOrDefault(scheme, Set.of());
    }
}
