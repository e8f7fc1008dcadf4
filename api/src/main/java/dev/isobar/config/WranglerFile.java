package dev.isobar.config;

import dev.isobar.error.Service;
import dev.isobar.spi.support.Suggestion;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What wrangler's file declares: at its top level, and in each environment, which inherits no bindings. */
final class WranglerFile {
    static final List<String> NAMES = List.of("wrangler.jsonc", "wrangler.json", "wrangler.toml");

    private static final String CHOOSE = "choose an environment with ISOBAR_ENV, -Disobar.env or environment(name)";

    private final ConfigFile file;
    private final WranglerScope top;
    private final Map<String, WranglerScope> environments = new LinkedHashMap<>();

    private WranglerFile(ConfigFile file) {
        this.file = file;
        this.top = WranglerScope.top(Entry.root(file));
        Entry.root(file).table("env").forEach((name, scope) -> {
            if (scope.node().isObject()) {
                environments.put(name, WranglerScope.environment(name, scope));
            } else {
                scope.refuse("must be a table");
            }
        });
    }

    /** Returns the only file, or null if there is none, or after noting that there are several. */
    static @Nullable WranglerFile in(FileSource source, List<String> problems) {
        List<String> found = NAMES.stream().filter(source::has).toList();
        if (found.size() > 1) {
            problems.add(String.join(" and ", found.stream().map(source::shown).toList())
                    + ": wrangler reads one file only; remove all but one");
        }
        if (found.size() != 1) {
            return null;
        }
        ConfigFile file = ConfigFile.read(source, found.get(0), problems);
        return file == null ? null : new WranglerFile(file);
    }

    /**
     * Returns the chosen part, the top level if none is chosen, or an empty one after noting that there is no such
     * environment. Wrangler's own variable is not meant for a file without environments (ENV-ENV-05).
     */
    WranglerScope scope(@Nullable PlacedValue environment, List<String> warnings) {
        if (environment == null) {
            return top;
        }
        WranglerScope scope = environments.get(environment.value());
        if (scope != null) {
            return scope;
        }
        String problem =
                environment.place() + ": " + shown() + " has no environment '" + environment.value() + "'; it has ";
        if (environments.isEmpty() && environment.place().equals(ProcessSettings.WRANGLERS_VARIABLE)) {
            warnings.add(problem + "none, so the top level is used");
            return top;
        }
        file.problems()
                .add(problem
                        + (environments.isEmpty()
                                ? "none"
                                : String.join(", ", environments.keySet())
                                        + Suggestion.of(environment.value(), environments.keySet())));
        return WranglerScope.NONE;
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

    /** Returns texts that may be names of bindings or queues, in parts that could not be read. */
    Set<String> doubtful() {
        Set<String> doubtful = new HashSet<>();
        scopes().forEach(scope -> doubtful.addAll(scope.doubtful()));
        return doubtful;
    }

    /** Returns whether the name of a binding is missing somewhere. */
    boolean lacksNames() {
        return scopes().stream().anyMatch(WranglerScope::isUnnamed);
    }

    /** Explains the names that other parts declare than the chosen one. */
    OtherParts others(WranglerScope chosen) {
        Map<String, String> bindings = new LinkedHashMap<>();
        Map<String, String> queues = new LinkedHashMap<>();
        List<String> declaring = new ArrayList<>();
        for (WranglerScope scope : scopes()) {
            if (scope == chosen) {
                continue;
            }
            for (DeclaredBinding binding : scope.bindings()) {
                String explanation = explanation(scope, binding.place());
                bindings.putIfAbsent(binding.name(), explanation);
                if (binding.service() == Service.QUEUES && binding.resource() != null) {
                    queues.putIfAbsent(binding.resource(), explanation);
                }
            }
            scope.consumers()
                    .forEach(consumer -> queues.putIfAbsent(consumer.queue(), explanation(scope, consumer.place())));
            if (!scope.bindings().isEmpty()) {
                declaring.add(part(scope));
            }
        }
        chosen.bindings().forEach(binding -> bindings.remove(binding.name()));
        boolean empty = chosen.bindings().isEmpty() && !declaring.isEmpty();
        String otherwise = part(chosen) + " of " + shown() + " declares no bindings, but these do: "
                + String.join(", ", declaring) + "; " + CHOOSE;
        return new OtherParts(bindings, queues, empty ? otherwise : null);
    }

    private static String explanation(WranglerScope scope, String place) {
        return "it is declared at " + place
                + (scope.environment().isEmpty()
                        ? " for the top level only, and environments inherit no bindings: declare it there too"
                        : " for the environment '" + scope.environment() + "' only; " + CHOOSE
                                + ", or declare it for the chosen part too");
    }

    private static String part(WranglerScope scope) {
        return scope.environment().isEmpty() ? "the top level" : "env." + scope.environment();
    }

    /** Returns how messages name the file. */
    String shown() {
        return file.shown();
    }
}
