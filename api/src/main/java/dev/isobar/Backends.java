package dev.isobar;

import dev.isobar.config.Suggestion;
import dev.isobar.error.ConfigurationException;
import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Driver;
import dev.isobar.spi.InvalidSettingException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds a provider for each URL and opens one backend for equal URLs. Collects mistakes; nothing is thrown. */
final class Backends implements AutoCloseable {
    private final InstantSource clock;
    private final Path folder;
    private final List<String> problems;
    private final List<BackendProvider> providers;
    private final List<RuntimeException> failures = new ArrayList<>();
    private final Map<String, Backend> open = new LinkedHashMap<>();

    Backends(InstantSource clock, Path folder, List<String> problems) {
        this.clock = clock;
        this.folder = folder;
        this.problems = problems;
        this.providers = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** A driver and the backend that it comes from. */
    record Opened(Backend backend, Driver driver) {}

    /** Returns the driver of a declaration, or null after noting what is wrong with it. */
    @Nullable
    Opened open(Declaration declaration) {
        BackendUrl url = BackendUrl.parse(declaration.url());
        if (url == null) {
            problems.add(declaration.place() + ": not a backend URL; a URL starts with a scheme, such as memory:");
            return null;
        }
        BackendProvider provider = provider(declaration, url.scheme());
        if (provider == null) {
            return null;
        }
        try {
            Backend backend = open.computeIfAbsent(
                    provider.getClass().getName() + ' ' + declaration.url(),
                    key -> provider.open(
                            new BackendConfig(url.scheme(), url.address(), url.settings(), clock, folder)));
            return new Opened(backend, Bindings.driver(backend, declaration.service(), declaration.target()));
        } catch (InvalidSettingException refused) {
            refused.problems().forEach(problem -> problems.add(declaration.place() + ": " + problem));
        } catch (RuntimeException failed) {
            problems.add(declaration.place() + ": " + url.scheme() + ": cannot be opened ("
                    + failed.getClass().getName() + "); is the server up, and is the address right?");
            failures.add(failed);
        }
        return null;
    }

    private @Nullable BackendProvider provider(Declaration declaration, String scheme) {
        Service service = declaration.service();
        List<BackendProvider> offers = providers.stream()
                .filter(provider -> provider.schemes(service).contains(scheme))
                .toList();
        if (offers.size() == 1) {
            return offers.get(0);
        }
        problems.add(declaration.place() + ": "
                + (offers.isEmpty() ? missing(service, scheme) : offeredTwice(scheme, offers)));
        return null;
    }

    private String missing(Service service, String scheme) {
        String artifact = KnownSchemes.artifact(service, scheme);
        if (artifact != null) {
            return "no backend for " + scheme + ": on the path; add the dependency " + artifact;
        }
        TreeSet<String> known = new TreeSet<>();
        providers.forEach(provider -> known.addAll(provider.schemes(service)));
        List<String> served = Stream.of(Service.values())
                .filter(other -> providers.stream()
                        .anyMatch(provider -> provider.schemes(other).contains(scheme)))
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
