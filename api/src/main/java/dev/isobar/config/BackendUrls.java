package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The URLs of bindings: entries are added from the weakest to the strongest, and the last one counts. */
final class BackendUrls {
    private static final String DEFAULT = "memory:";

    private final @Nullable Set<String> names;
    private final Interpolation interpolation;
    private final SecretNames secretNames;
    private final List<String> problems;
    private final Map<String, PlacedValue> entries = new LinkedHashMap<>();

    /** Takes the names of all bindings, or null if they are not known because a file could not be read. */
    BackendUrls(@Nullable Set<String> names, Interpolation interpolation, SecretNames secretNames) {
        this.names = names;
        this.secretNames = secretNames;
        this.interpolation = interpolation;
        this.problems = interpolation.problems();
    }

    void put(Map<String, PlacedValue> stronger) {
        entries.putAll(stronger);
    }

    /** Adds a problem for each entry whose name no binding has. */
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

    /** Adds a problem for each secret in plain text. */
    void checkSecrets(Map<String, PlacedValue> urls) {
        urls.forEach((name, url) -> Secrets.inPlainText(url.value(), secretNames)
                .forEach(secret -> problems.add(url.place() + ": " + secret
                        + " is in plain text; use ${env:NAME} or ${file:PATH} instead, and change the secret")));
    }

    /** Returns the URL for a name with its values put in, or null after adding what is missing. */
    @Nullable
    PlacedUrl of(String name, String placeOfName) {
        PlacedValue entry = entries.get(name);
        if (entry == null) {
            return new PlacedUrl(DEFAULT, DEFAULT, placeOfName);
        }
        String url = interpolation.url(entry.value(), entry.place());
        return url == null ? null : new PlacedUrl(url, entry.value(), entry.place());
    }
}
