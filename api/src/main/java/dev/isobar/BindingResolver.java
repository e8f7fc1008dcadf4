package dev.isobar;

import dev.isobar.spi.BackendProvider;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Finds the provider of a declaration and divides the settings of its URL, without opening anything. */
record BindingResolver(BackendProviders providers, Path folder) {
    /** Returns the binding, or null after adding all problems of its URL but those of the connection. */
    @Nullable
    ResolvedBinding resolve(Declaration declaration, List<String> problems) {
        String place = declaration.place();
        BackendUrl url = BackendUrl.parse(declaration.url());
        if (url == null) {
            problems.add(place + ": not a backend URL; a URL starts with a scheme, such as memory:");
            return null;
        }
        BackendProviders.Offer offer = providers.offer(declaration.service(), url, place, problems);
        if (offer == null) {
            return null;
        }
        for (String name : url.repeated()) {
            boolean quotable = !String.valueOf(url.settings().get(name)).isEmpty();
            problems.add(place + (quotable ? ": setting '" + name + "'" : ": a setting") + " is given more than once");
        }
        return divide(declaration, url, offer);
    }

    private ResolvedBinding divide(Declaration declaration, BackendUrl url, BackendProviders.Offer offer) {
        BackendProvider provider = offer.found().provider();
        String scheme = offer.scheme();
        Set<String> ofConnection = offer.found().connectionSettings(scheme);
        Set<String> ofBinding = new HashSet<>(url.settings().keySet());
        ofBinding.removeAll(ofConnection);
        Set<String> ofStore = offer.found().storeSettings(scheme);
        Settings all =
                Settings.of(scheme, url.settings()).withFolder(folder).withConfidential(confidential(declaration, url));
        String address = url.address(scheme);
        Settings connection = part(all, ofConnection);
        BindingTarget target = declaration.target();
        return new ResolvedBinding(
                declaration.service(),
                new BindingTarget(
                        target.binding(),
                        target.resource(),
                        part(all, ofBinding).withOtherNames(ofConnection)),
                declaration.place(),
                provider,
                new StoreIdentity(
                        new BackendConnection(provider.getClass().getName(), scheme, address, connection.values()),
                        declaration.service(),
                        target.store(),
                        part(all, ofStore).values()),
                connection);
    }

    private static Settings part(Settings all, Set<String> names) {
        Map<String, String> values = new LinkedHashMap<>(all.values());
        values.keySet().retainAll(names);
        return all.withValues(values);
    }

    /** Returns the settings that are secrets, and those that the file does not show as they are. */
    private Set<String> confidential(Declaration declaration, BackendUrl url) {
        BackendUrl written = BackendUrl.parse(declaration.location().written());
        Set<String> names = new HashSet<>();
        url.settings().forEach((name, value) -> {
            boolean shown = written != null && value.equals(written.settings().get(name)) && !value.contains("${");
            if (!shown || providers.isSecret(declaration.url(), name)) {
                names.add(name);
            }
        });
        return names;
    }

    /** Adds what is wrong with the settings of a binding, and hands over what was thrown; the provider may throw anything. */
    static boolean check(ResolvedBinding binding, List<String> problems, Consumer<Throwable> failures) {
        try {
            binding.provider().checkSettings(binding.service(), binding.target().settings());
            return true;
        } catch (Throwable thrown) {
            OpeningFailure.rethrowIfFatal(thrown);
            binding.failure(thrown).forEach(problem -> problems.add(binding.place() + ": " + problem));
            if (!(thrown instanceof InvalidSettingException)) {
                failures.accept(thrown);
            }
            return false;
        }
    }
}
