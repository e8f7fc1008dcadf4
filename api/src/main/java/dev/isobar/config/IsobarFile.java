package dev.isobar.config;

import dev.isobar.error.Service;
import dev.isobar.spi.support.Suggestion;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code isobar.toml} says: where bindings live, in which profile, and the bindings of those without wrangler. */
final class IsobarFile {
    static final String NAME = "isobar.toml";
    private static final List<String> LIMITS = List.of("cloudflare", "relaxed");
    private static final String REFUSE = "refuse";
    private static final List<String> UNPLACED = List.of("memory", REFUSE);

    private final Entry root;
    private final Map<String, Entry> profiles;

    private IsobarFile(ConfigFile file) {
        this.root = Entry.root(file);
        this.profiles = root.table("profiles");
        root.allowOnly(List.of("backends", "bindings", "limits", "profiles", "unplaced"));
        profiles.values().forEach(profile -> {
            if (profile.node().isObject()) {
                profile.allowOnly(List.of("backends", "limits", "unplaced"));
            } else {
                profile.refuse("must be a table");
            }
        });
    }

    static @Nullable IsobarFile in(FileSource source, List<String> problems) {
        ConfigFile file = source.has(NAME) ? ConfigFile.read(source, NAME, problems) : null;
        return file == null ? null : new IsobarFile(file);
    }

    /** Returns the chosen profile, or null if none is chosen or after noting that there is no such one. */
    @Nullable
    Entry profile(@Nullable PlacedValue chosen) {
        if (chosen == null) {
            return null;
        }
        Entry profile = profiles.get(chosen.value());
        if (profile == null) {
            root.file()
                    .problems()
                    .add(chosen.place() + ": " + root.place() + " has no profile '" + chosen.value() + "'; "
                            + (profiles.isEmpty()
                                    ? "it has none"
                                    : "it has " + String.join(", ", profiles.keySet())
                                            + Suggestion.of(chosen.value(), profiles.keySet())));
        }
        return profile;
    }

    /** Returns the URLs of a profile over those for all, as they are written, each with its place. */
    Map<String, PlacedValue> backends(@Nullable Entry profile) {
        Map<String, PlacedValue> urls = new LinkedHashMap<>(urls(root));
        if (profile != null) {
            urls.putAll(urls(profile));
        }
        return urls;
    }

    private static Map<String, PlacedValue> urls(Entry part) {
        Map<String, PlacedValue> urls = new LinkedHashMap<>();
        part.table("backends").forEach((name, entry) -> {
            String url = entry.text();
            if (url != null) {
                urls.put(name, new PlacedValue(url, entry.place()));
            }
        });
        return urls;
    }

    /** Returns the entries of every profile, the chosen one or not, and of none. */
    List<Map<String, PlacedValue>> allBackends() {
        return Stream.concat(Stream.of(root), profiles.values().stream())
                .map(IsobarFile::urls)
                .toList();
    }

    /** Returns the bindings that this file itself declares. */
    List<DeclaredBinding> bindings() {
        List<String> services = Stream.of(Service.values()).map(Service::label).toList();
        List<DeclaredBinding> bindings = new ArrayList<>();
        root.table("bindings").forEach((name, entry) -> {
            String label = entry.text();
            if (label == null) {
                return;
            }
            if (!DeclaredBinding.isName(name)) {
                entry.refuse(DeclaredBinding.NAME_RULE);
            } else if (services.contains(label)) {
                Service service = Service.valueOf(label.toUpperCase(Locale.ROOT));
                bindings.add(DeclaredBinding.of(service, name, null, entry.place()));
            } else {
                entry.refuse("unknown service '" + label + "'; known are " + String.join(", ", services)
                        + Suggestion.of(label, services));
            }
        });
        return bindings;
    }

    void refuseBindings(String wrangler) {
        Entry bindings = root.member("bindings");
        if (bindings != null) {
            bindings.refuse(wrangler + " declares the bindings; keep them in one of the two");
        }
    }

    /** Returns the names of the bindings that this file itself declares, also of those with problems. */
    Set<String> names() {
        return root.table("bindings").keySet();
    }

    /** Returns the name of the limits, or null if the file names none. */
    @Nullable
    String limits(@Nullable Entry profile) {
        return choice(chosen(profile, "limits"), "limits", LIMITS);
    }

    /** Returns where bindings without a backend are refused, or null if they are in memory. */
    @Nullable
    String refusesUnplaced(@Nullable Entry profile) {
        Entry said = chosen(profile, "unplaced");
        return said != null && REFUSE.equals(choice(said, "value", UNPLACED)) ? said.place() : null;
    }

    private @Nullable Entry chosen(@Nullable Entry profile, String key) {
        Entry entry = profile == null ? null : profile.member(key);
        return entry == null ? root.member(key) : entry;
    }

    private static @Nullable String choice(@Nullable Entry said, String what, List<String> known) {
        String text = said == null ? null : said.text();
        if (said != null && text != null && !known.contains(text)) {
            said.refuse("unknown " + what + "; known are " + String.join(", ", known) + Suggestion.of(text, known));
            return null;
        }
        return text;
    }
}
