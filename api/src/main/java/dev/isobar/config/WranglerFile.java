package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What wrangler's file declares: at its top level, and in each environment, which inherits no bindings. */
final class WranglerFile {
    static final List<String> NAMES = List.of("wrangler.jsonc", "wrangler.json", "wrangler.toml");

    private final ConfigFile file;
    private final WranglerScope top;
    private final Map<String, WranglerScope> environments = new LinkedHashMap<>();

    private WranglerFile(ConfigFile file) {
        this.file = file;
        this.top = new WranglerScope(Entry.root(file));
        Entry.root(file).table("env").forEach((name, scope) -> {
            if (scope.node().isObject()) {
                environments.put(name, new WranglerScope(scope));
            } else {
                scope.refuse("must be a table");
            }
        });
    }

    /** Returns the folder's only file, or null if there is none, or after noting that there are several. */
    static @Nullable WranglerFile in(Path folder, List<String> problems) {
        List<Path> found =
                NAMES.stream().map(folder::resolve).filter(Files::isRegularFile).toList();
        if (found.size() > 1) {
            problems.add(
                    String.join(" and ", found.stream().map(ConfigFile::shown).toList())
                            + ": wrangler reads one file only; remove all but one");
        }
        if (found.size() != 1) {
            return null;
        }
        ConfigFile file = ConfigFile.read(found.get(0), problems);
        return file == null ? null : new WranglerFile(file);
    }

    /** Returns the chosen part, the top level if none is chosen or after noting that there is no such environment. */
    WranglerScope scope(@Nullable PlacedValue environment) {
        if (environment == null) {
            return top;
        }
        WranglerScope scope = environments.get(environment.value());
        if (scope == null) {
            file.problems()
                    .add(environment.place() + ": " + ConfigFile.shown(file.path()) + " has no environment '"
                            + environment.value() + "'; "
                            + (environments.isEmpty()
                                    ? "it has none"
                                    : "it has " + String.join(", ", environments.keySet())
                                            + Suggestion.of(environment.value(), environments.keySet())));
            return top;
        }
        return scope;
    }

    /** Returns all names of bindings and of queues that are only consumed, whatever the environment. */
    Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        for (WranglerScope scope : scopes()) {
            scope.bindings().forEach(binding -> names.add(binding.name()));
            scope.consumersAlone().forEach(consumer -> names.add(consumer.queue()));
        }
        return names;
    }

    private List<WranglerScope> scopes() {
        List<WranglerScope> scopes = new ArrayList<>(List.of(top));
        scopes.addAll(environments.values());
        return scopes;
    }

    /** Returns the names that the top level declares and an environment does not, each with its place. */
    Map<String, String> notInherited(WranglerScope chosen) {
        Map<String, String> missed = new LinkedHashMap<>();
        top.bindings().forEach(binding -> missed.put(binding.name(), binding.place()));
        chosen.bindings().forEach(binding -> missed.remove(binding.name()));
        return missed;
    }

    Path path() {
        return file.path();
    }
}
