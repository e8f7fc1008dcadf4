package dev.isobar.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The URLs of bindings: entries are added from the weakest to the strongest, and the last one counts. */
final class BackendUrls {
    private final @Nullable BindingNames names;
    private final Interpolation interpolation;
    private final SecretNames secretNames;
    private final List<String> problems;
    private final Map<String, PlacedValue> entries = new LinkedHashMap<>();

    /** Takes the names of all bindings, or null if they are not known because a file could not be read. */
    BackendUrls(@Nullable BindingNames names, Interpolation interpolation, SecretNames secretNames) {
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
        if (names != null) {
            urls.forEach((name, url) -> names.check(name, url.place(), problems));
        }
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
            return PlacedUrl.byDefault(placeOfName);
        }
        String url = interpolation.url(entry.value(), entry.place());
        return url == null ? null : new PlacedUrl(url, entry.value(), entry.place());
    }
}
