package dev.isobar;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.Driver;
import dev.isobar.spi.InvalidSettingException;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Finds a provider for each URL and opens one backend for equal URLs. Collects mistakes; nothing is thrown. */
final class Backends implements AutoCloseable {
    private final InstantSource clock;
    private final List<String> problems;
    private final List<BackendProvider> providers;
    private final Map<String, Backend> open = new LinkedHashMap<>();

    Backends(InstantSource clock, List<String> problems) {
        this.clock = clock;
        this.problems = problems;
        this.providers = ServiceLoader.load(BackendProvider.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
    }

    /** Returns the backend of a declaration, or null after noting what is wrong with it. */
    @Nullable
    Backend of(Declaration declaration) {
        BackendUrl url = BackendUrl.parse(declaration.url());
        if (url == null) {
            problems.add(declaration.place() + ": not a backend URL; a URL starts with a scheme, such as memory:");
            return null;
        }
        BackendProvider provider = provider(declaration, url.scheme());
        if (provider == null) {
            return null;
        }
        String key = provider.getClass().getName() + ' ' + declaration.url();
        Backend known = open.get(key);
        if (known != null) {
            return known;
        }
        try {
            Backend opened = provider.open(new BackendConfig(url.scheme(), url.address(), url.settings(), clock));
            open.put(key, opened);
            return opened;
        } catch (InvalidSettingException refused) {
            note(declaration, refused);
            return null;
        }
    }

    /** Returns the driver of a declaration, or null after noting which settings it refuses. */
    @Nullable
    Driver driver(Backend backend, Declaration declaration) {
        try {
            return Bindings.driver(backend, declaration.service(), declaration.target());
        } catch (InvalidSettingException refused) {
            note(declaration, refused);
            return null;
        }
    }

    private void note(Declaration declaration, InvalidSettingException refused) {
        refused.problems().forEach(problem -> problems.add(declaration.place() + ": " + problem));
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
        return "unknown scheme " + scheme + ": for " + service.label() + "; on the path are "
                + (known.isEmpty() ? "none" : String.join(", ", known));
    }

    private static String offeredTwice(String scheme, List<BackendProvider> offers) {
        List<String> names = new ArrayList<>();
        offers.forEach(offer -> names.add(offer.getClass().getName()));
        return scheme + ": is offered by " + String.join(" and ", names) + "; remove one of them from the path";
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
