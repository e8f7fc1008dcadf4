package dev.isobar;

import dev.isobar.config.Suggestion;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.Driver;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Finds a provider for each URL and opens one backend for each connection. Collects mistakes; nothing is thrown.
 */
final class Backends implements AutoCloseable {
    private final @Nullable InstantSource clock;
    private final Path folder;
    private final List<String> problems;
    private final List<BackendProvider> providers;
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Map<Connection, Backend> open = new LinkedHashMap<>();

    /** Takes the clock that code passed, or null for the system's. */
    Backends(@Nullable InstantSource clock, Path folder, List<String> problems) {
        this.clock = clock;
        this.folder = folder;
        this.problems = problems;
        this.providers = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** A driver, the backend that it comes from, and the settings of its binding. */
    record Opened(Backend backend, Settings settings, Driver driver) {}

    /** What bindings share one backend for. */
    private record Connection(String provider, String scheme, String address, Map<String, String> settings) {}

    /** Returns the driver of a declaration, or null after noting what is wrong with it. */
    @Nullable
    Opened open(Declaration declaration) {
        BackendUrl url = BackendUrl.parse(declaration.url());
        if (url == null) {
            problems.add(declaration.place() + ": not a backend URL; a URL starts with a scheme, such as memory:");
            return null;
        }
        String scheme = scheme(declaration, url);
        BackendProvider provider = scheme == null ? null : provider(declaration, scheme);
        if (scheme == null || provider == null) {
            return null;
        }
        for (String name : url.repeated()) {
            problems.add(declaration.place() + ": setting '" + name + "' is given more than once");
        }
        try {
            return open(declaration, url, scheme, provider);
        } catch (InvalidSettingException refused) {
            refused.problems().forEach(problem -> problems.add(declaration.place() + ": " + problem));
        } catch (RuntimeException failed) {
            problems.add(declaration.place() + ": " + scheme + ": cannot be opened ("
                    + failed.getClass().getName()
                    + "); check that the server is running and the address is correct");
            failures.add(failed);
        }
        return null;
    }

    private Opened open(Declaration declaration, BackendUrl url, String scheme, BackendProvider provider) {
        Set<String> names = provider.connectionSettings(scheme);
        Map<String, String> ofConnection = new LinkedHashMap<>(url.settings());
        ofConnection.keySet().retainAll(names);
        Map<String, String> ofBinding = new LinkedHashMap<>(url.settings());
        ofBinding.keySet().removeAll(names);
        Connection connection =
                new Connection(provider.getClass().getName(), scheme, url.address(scheme), ofConnection);
        Backend backend = open.get(connection);
        if (backend == null) {
            backend = provider.open(new BackendConfig(
                    connection.address(),
                    new Settings(scheme, ofConnection, folder),
                    clock == null ? InstantSource.system() : clock,
                    clock != null));
            open.put(connection, backend);
        }
        Settings settings = new Settings(scheme, ofBinding, folder);
        BindingTarget target = declaration.target();
        return new Opened(
                backend,
                settings,
                Bindings.driver(
                        backend,
                        declaration.service(),
                        new BindingTarget(target.binding(), target.resource(), settings)));
    }

    /** Returns the scheme under which a provider offers the service, or null after noting that none does. */
    private @Nullable String scheme(Declaration declaration, BackendUrl url) {
        Set<String> schemes = schemes(declaration.service());
        String scheme = url.scheme(schemes);
        if (scheme == null) {
            problems.add(declaration.place() + ": " + missing(declaration.service(), url, schemes));
        }
        return scheme;
    }

    private Set<String> schemes(Service service) {
        Set<String> schemes = new TreeSet<>();
        providers.forEach(provider -> schemes.addAll(provider.schemes(service)));
        return schemes;
    }

    private @Nullable BackendProvider provider(Declaration declaration, String scheme) {
        List<BackendProvider> offers = providers.stream()
                .filter(provider -> provider.schemes(declaration.service()).contains(scheme))
                .toList();
        if (offers.size() == 1) {
            return offers.get(0);
        }
        problems.add(declaration.place() + ": " + offeredTwice(scheme, offers));
        return null;
    }

    private String missing(Service service, BackendUrl url, Set<String> known) {
        String scheme = url.shown();
        String artifact = KnownSchemes.artifact(service, url);
        if (artifact != null) {
            return "no backend for " + url.firstPart() + ": on the path; add the dependency " + artifact;
        }
        List<String> served = Stream.of(Service.values())
                .filter(other -> url.scheme(schemes(other)) != null)
                .map(Service::label)
                .toList();
        return (served.isEmpty()
                        ? "unknown scheme " + scheme + ": for " + service.label()
                        : scheme + ": does not serve " + service.label() + " but " + String.join(", ", served))
                + "; on the path for " + service.label() + " are "
                + (known.isEmpty() ? "none" : String.join(", ", known)) + Suggestion.of(scheme, known);
    }

    private static String offeredTwice(String scheme, List<BackendProvider> offers) {
        List<String> names = new ArrayList<>();
        offers.forEach(offer -> names.add(offer.getClass().getName()));
        return scheme + ": is offered by " + String.join(" and ", names) + "; remove one of them from the path";
    }

    /** Closes what is open and returns the error that tells all mistakes, with what clients threw beside it. */
    ConfigurationException refusal() {
        ConfigurationException refusal = new ConfigurationException(problems);
        failures.forEach(refusal::addSuppressed);
        try {
            close();
        } catch (RuntimeException secondary) {
            refusal.addSuppressed(secondary);
        }
        return refusal;
    }

    @Override
    public void close() {
        RuntimeException first = null;
        for (Backend backend : open.values()) {
            try {
                backend.close();
            } catch (RuntimeException failed) {
                if (first == null) {
                    first = failed;
                } else {
                    first.addSuppressed(failed);
                }
            }
        }
        if (first != null) {
            throw first;
        }
    }
}
