package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Settings;
import java.time.InstantSource;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A declared binding and the provider that serves its URL; nothing is open yet.
 *
 * @param service its service
 * @param target its name, its store, and the settings of the URL that belong to the binding
 * @param place where its URL is declared, for messages
 * @param provider serves the scheme
 * @param store what identifies its store
 * @param ofConnection the settings of the URL that belong to the connection
 */
record ResolvedBinding(
        Service service,
        BindingTarget target,
        String place,
        BackendProvider provider,
        StoreIdentity store,
        Settings ofConnection) {
    BackendConfig backend(@Nullable InstantSource clock) {
        InstantSource time = clock == null ? InstantSource.system() : clock;
        return new BackendConfig(store.connection().address(), ofConnection, time, clock != null);
    }

    /** Returns the problems that something thrown by its provider or its backend stands for. */
    List<String> failure(Throwable thrown) {
        return OpeningFailure.problems(service, store.connection().scheme(), provider, thrown);
    }

    /** Returns a binding of another store that is used with the same settings. */
    ResolvedBinding named(String other) {
        BindingTarget changed = new BindingTarget(other, null, target.settings());
        return new ResolvedBinding(service, changed, place, provider, store.named(other), ofConnection);
    }
}
