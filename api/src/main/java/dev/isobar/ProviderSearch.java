package dev.isobar;

import dev.isobar.spi.BackendProvider;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Spliterator;
import org.jspecify.annotations.Nullable;

/**
 * Looks for providers with two class loaders: the application's, and the one that loaded this library, which alone sees
 * the backends beside it if the thread belongs to a container or has no class loader of its own.
 */
final class ProviderSearch {
    /** A class loader that fails without end is left. */
    private static final int MOST_BROKEN = 100;

    private static final String PREFIX = BackendProvider.class.getName() + ": ";

    private final Map<String, FoundProvider> found = new LinkedHashMap<>();
    private final Map<String, Throwable> broken = new LinkedHashMap<>();

    /** Searches with a class loader, null for that of the system, and with this library's. */
    static BackendProviders with(@Nullable ClassLoader application) {
        ProviderSearch search = new ProviderSearch();
        search.with(ServiceLoader.load(BackendProvider.class, application));
        search.with(ServiceLoader.load(BackendProvider.class, ProviderSearch.class.getClassLoader()));
        return new BackendProviders(new ArrayList<>(search.found.values()), search.broken);
    }

    private void with(ServiceLoader<BackendProvider> loader) {
        Spliterator<ServiceLoader.Provider<BackendProvider>> entries =
                loader.stream().spliterator();
        int failures = 0;
        boolean more = true;
        while (more && failures < MOST_BROKEN) {
            try {
                more = entries.tryAdvance(this::add);
            } catch (Throwable unusable) {
                OpeningFailure.rethrowIfFatal(unusable);
                failures++;
                note("an entry", unusable);
            }
        }
    }

    private void add(ServiceLoader.Provider<BackendProvider> entry) {
        String name = entry.type().getName();
        if (found.containsKey(name)) {
            return;
        }
        try {
            found.put(name, FoundProvider.of(entry.get()));
        } catch (Throwable unusable) {
            OpeningFailure.rethrowIfFatal(unusable);
            note(name, unusable);
        }
    }

    /** Keeps what is wrong with an entry; the service loader's own words name the class that it cannot use. */
    private void note(String entry, Throwable unusable) {
        String text = String.valueOf(unusable.getMessage());
        String missing = OpeningFailure.missingClass(unusable);
        if (missing != null) {
            broken.putIfAbsent(entry + " needs the class " + missing + ", which is not on the path", unusable);
        } else if (unusable.getCause() == null && text.startsWith(PREFIX)) {
            broken.putIfAbsent(text.substring(PREFIX.length()), unusable);
        } else {
            Throwable cause = unusable.getCause() == null ? unusable : unusable.getCause();
            broken.putIfAbsent(entry + " fails with " + cause.getClass().getName(), unusable);
        }
    }
}
