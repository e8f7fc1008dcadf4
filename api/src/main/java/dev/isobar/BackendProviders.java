package dev.isobar;

import dev.isobar.config.SecretNames;
import dev.isobar.error.Service;
import dev.isobar.spi.support.Suggestion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The providers on the path, found by the scheme of a URL.
 *
 * @param providers those that work
 * @param broken why others cannot be used, each with what was thrown
 */
record BackendProviders(List<FoundProvider> providers, Map<String, Throwable> broken) implements SecretNames {
    /** A provider and the one of its schemes that a URL begins with. */
    record Offer(FoundProvider found, String scheme) {}

    /** Returns the only provider that serves a URL, or null after adding the problem. */
    @Nullable
    Offer offer(Service service, BackendUrl url, String place, List<String> problems) {
        Set<String> schemes = schemes(service);
        String scheme = url.scheme(schemes);
        if (scheme == null) {
            problems.add(place + ": " + missing(service, url, schemes) + unusable());
            return null;
        }
        List<FoundProvider> offers = providers.stream()
                .filter(found -> found.schemes(service).contains(scheme))
                .toList();
        if (offers.size() == 1) {
            return new Offer(offers.get(0), scheme);
        }
        List<String> names = offers.stream()
                .map(offer -> offer.provider().getClass().getName())
                .toList();
        problems.add(place + ": " + scheme + ": is offered by " + String.join(" and ", names)
                + "; remove one of them from the path");
        return null;
    }

    private Set<String> schemes(Service service) {
        Set<String> schemes = new TreeSet<>();
        providers.forEach(found -> schemes.addAll(found.schemes(service)));
        return schemes;
    }

    /** Names what might have served the URL, had it worked. */
    private String unusable() {
        return broken.isEmpty() ? "" : "; on the path, but not usable: " + String.join("; ", broken.keySet());
    }

    private String missing(Service service, BackendUrl url, Set<String> known) {
        String scheme = url.shown();
        String artifact = KnownSchemes.artifact(service, scheme);
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

    @Override
    public boolean isSecret(String url, String setting) {
        List<Offer> offers = offers(BackendUrl.withoutQuery(url));
        boolean named =
                offers.stream().anyMatch(offer -> offer.found().secrets().contains(setting));
        boolean plain = offers.stream()
                .anyMatch(offer ->
                        offer.found().connectionSettings(offer.scheme()).contains(setting));
        return named || (!plain && SecretNames.BY_PATTERN.isSecret(url, setting));
    }

    private List<Offer> offers(@Nullable BackendUrl url) {
        List<Offer> offers = new ArrayList<>();
        if (url == null) {
            return offers;
        }
        for (FoundProvider found : providers) {
            String scheme = found.scheme(url);
            if (scheme != null) {
                offers.add(new Offer(found, scheme));
            }
        }
        return offers;
    }
}
