package dev.isobar.config;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Reads the files of one folder and puts them together. */
public final class ConfigurationReader {
    private final ConfigurationRequest request;
    private final List<String> problems;
    private final @Nullable WranglerFile wrangler;
    private final @Nullable IsobarFile isobar;
    private final boolean unreadable;
    private final List<String> warnings = new ArrayList<>();

    /** Whether an entry that places a binding may be one that a problem was found in. */
    private boolean uncertain;

    private ConfigurationReader(ConfigurationRequest request, List<String> problems) {
        this.request = request;
        this.problems = problems;
        this.wrangler = WranglerFile.in(request.source(), problems);
        boolean unreadableWrangler = wrangler == null && !problems.isEmpty();
        int before = problems.size();
        this.isobar = IsobarFile.in(request.source(), problems);
        this.unreadable = unreadableWrangler || (isobar == null && problems.size() > before);
        this.uncertain = problems.size() > before;
    }

    /** Returns the first folder from here up to the root that has one of the files, or null if none has. */
    public static @Nullable Path folderAbove(Path start) {
        for (Path folder = start.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (hasFiles(new FileSource(folder, new ClassPath(List.of())))) {
                return folder;
            }
        }
        return null;
    }

    private static boolean hasFiles(FileSource source) {
        return Stream.concat(WranglerFile.NAMES.stream(), Stream.of(IsobarFile.NAME))
                .anyMatch(source::has);
    }

    /** Returns the configuration, and adds all problems. */
    public static Configuration read(ConfigurationRequest request, List<String> problems) {
        if (!hasFiles(request.source())) {
            problems.add(request.source().shown() + ": holds none of "
                    + String.join(", ", WranglerFile.NAMES) + ", " + IsobarFile.NAME
                    + "; add one, name another folder, or declare bindings with Env.builder()");
            return Configuration.MISSING;
        }
        List<String> noted = new ArrayList<>();
        Configuration configuration = new ConfigurationReader(request, noted).read();
        noted.stream().distinct().forEach(problems::add);
        return configuration;
    }

    private Configuration read() {
        WranglerScope scope = scope();
        Entry profile = profile();
        List<DeclaredBinding> bindings = bindings(scope);
        BindingNames names = names(bindings);
        BackendUrls backends = backends(profile, names);
        boolean complete = !unreadable && scope != WranglerScope.NONE && names.isComplete();
        String unplaced = isobar == null ? null : isobar.refusesUnplaced(profile);
        return new Configuration(
                bindings,
                urls(bindings, backends),
                scope == null ? List.of() : scope.consumers(),
                scope == null ? Map.of() : queueUrls(scope.consumersAlone(), backends),
                isobar == null ? null : isobar.limits(profile),
                uncertain || !complete || !names.doubtful().isEmpty() ? null : unplaced,
                wrangler == null || scope == null ? OtherParts.NONE : wrangler.others(scope),
                warnings,
                complete);
    }

    /** Returns the URLs of all sources, after checking their names and secrets. */
    private BackendUrls backends(@Nullable Entry profile, BindingNames names) {
        Interpolation interpolation = new Interpolation(request.process().variables(), request.source(), problems);
        BackendUrls backends = new BackendUrls(unreadable ? null : names, interpolation, request.secretNames());
        Map<String, PlacedValue> properties = request.process().backendsOfProperties();
        List<Map<String, PlacedValue>> ofProcess =
                List.of(request.process().backendsOfVariables(), properties, request.backends());
        List<Map<String, PlacedValue>> ofFile = isobar == null ? List.of() : isobar.allBackends();
        int before = problems.size();
        ProcessNames.check(request.process(), names.declared(), problems);
        Stream.concat(ofFile.stream(), ofProcess.stream()).forEach(backends::checkNames);
        uncertain |= problems.size() > before;
        ofFile.forEach(backends::checkSecrets);
        backends.checkSecrets(properties);
        if (isobar != null) {
            backends.put(isobar.backends(profile));
        }
        ofProcess.forEach(backends::put);
        return backends;
    }

    private @Nullable WranglerScope scope() {
        PlacedValue environment = chosen(
                request.environment(),
                request.process().first("isobar.env", "ISOBAR_ENV", ProcessSettings.WRANGLERS_VARIABLE));
        if (wrangler != null) {
            return wrangler.scope(environment, warnings);
        }
        if (environment != null && !unreadable) {
            String problem = environment.place() + ": there is no wrangler file, so there is no environment '"
                    + environment.value() + "'";
            (environment.place().equals(ProcessSettings.WRANGLERS_VARIABLE) ? warnings : problems).add(problem);
        }
        return null;
    }

    /** Returns what code chose, or else what the process chose; an empty text of code chooses nothing. */
    private static @Nullable PlacedValue chosen(@Nullable PlacedValue code, @Nullable PlacedValue process) {
        if (code == null) {
            return process;
        }
        return code.value().isEmpty() ? null : code;
    }

    private @Nullable Entry profile() {
        PlacedValue profile = chosen(request.profile(), request.process().first("isobar.profile", "ISOBAR_PROFILE"));
        if (isobar != null) {
            Entry found = isobar.profile(profile);
            uncertain |= profile != null && found == null;
            return found;
        }
        if (profile != null && !unreadable) {
            problems.add(profile.place() + ": there is no " + IsobarFile.NAME + ", so there is no profile '"
                    + profile.value() + "'");
        }
        return null;
    }

    private List<DeclaredBinding> bindings(@Nullable WranglerScope scope) {
        if (wrangler == null || scope == null) {
            return isobar == null ? List.of() : isobar.bindings();
        }
        if (isobar != null && !wrangler.names().isEmpty()) {
            isobar.refuseBindings(wrangler.shown());
        } else if (isobar != null) {
            return isobar.bindings();
        }
        return scope.bindings();
    }

    private BindingNames names(List<DeclaredBinding> bindings) {
        Set<String> names = new LinkedHashSet<>();
        bindings.forEach(binding -> names.add(binding.name()));
        if (wrangler != null) {
            names.addAll(wrangler.names());
        }
        Set<String> doubtful = new HashSet<>(isobar == null ? Set.of() : isobar.names());
        if (wrangler != null) {
            doubtful.addAll(wrangler.doubtful());
        }
        doubtful.removeAll(names);
        return new BindingNames(names, doubtful, wrangler == null || !wrangler.lacksNames());
    }

    private static Map<String, PlacedUrl> urls(List<DeclaredBinding> bindings, BackendUrls backends) {
        Map<String, PlacedUrl> urls = new LinkedHashMap<>();
        for (DeclaredBinding binding : bindings) {
            PlacedUrl url = backends.of(binding.name(), binding.place());
            if (url != null) {
                urls.put(binding.name(), url);
            }
        }
        return urls;
    }

    private static Map<String, PlacedUrl> queueUrls(List<WranglerConsumer> consumers, BackendUrls backends) {
        Map<String, PlacedUrl> urls = new LinkedHashMap<>();
        for (WranglerConsumer consumer : consumers) {
            PlacedUrl url = backends.of(consumer.queue(), consumer.place());
            if (url != null) {
                urls.put(consumer.queue(), url);
            }
        }
        return urls;
    }
}
