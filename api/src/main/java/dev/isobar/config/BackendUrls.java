package dev.isobar.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Where bindings live: entries are added from the weakest to the strongest, and the last one counts. */
final class BackendUrls {
    private static final String DEFAULT = "memory:";

    private final @Nullable Set<String> names;
    private final Interpolation interpolation;
    private final List<String> problems;
    private final Map<String, PlacedValue> entries = new LinkedHashMap<>();

    /** Takes the names of all bindings, or null if they are not known because a file could not be read. */
    BackendUrls(@Nullable Set<String> names, Interpolation interpolation) {
        this.names = names;
        this.interpolation = interpolation;
        this.problems = interpolation.problems();
    }

    void put(Map<String, PlacedValue> stronger) {
        entries.putAll(stronger);
    }

    /** Notes entries that speak of no binding. */
    void checkNames(Map<String, PlacedValue> urls) {
        if (names == null) {
            return;
        }
        urls.forEach((name, url) -> {
            if (!names.contains(name)) {
                problems.add(url.place() + ": no binding is named '" + name + "'; declared are "
                        + (names.isEmpty() ? "none" : String.join(", ", names)) + Suggestion.of(name, names));
            }
        });
    }

    /** Notes secrets that are spelt out. */
    void checkSecrets(Map<String, PlacedValue> urls) {
        urls.forEach((name, url) -> Secrets.spelt(url.value())
                .forEach(secret -> problems.add(url.place() + ": " + secret
                        + " is spelt out; write ${env:NAME} or ${file:PATH} in its place, and change the secret")));
    }

    /** Returns the URL for a name with its values put in, or null after noting what is missing. */
    @Nullable
    PlacedValue of(String name, String placeOfName) {
        PlacedValue entry = entries.get(name);
        if (entry == null) {
            return new PlacedValue(DEFAULT, placeOfName);
        }
        String url = interpolation.url(entry.value(), entry.place());
        return url == null ? null : new PlacedValue(url, entry.place());
    }
}
