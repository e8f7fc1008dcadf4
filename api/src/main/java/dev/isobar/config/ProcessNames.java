package dev.isobar.config;

import dev.isobar.spi.support.Suggestion;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The names of variables, or of properties, that Isobar reads, and which others seem to be meant as one of them
 * (ENV-URL-10).
 *
 * @param read the names
 * @param prefix what the name of a binding follows in further names
 * @param bindings the names of bindings
 */
record ProcessNames(List<String> read, String prefix, Collection<String> bindings) {
    private static final int MOST_EDITS = 2;

    /** Adds a problem for each variable and property that seems to be misspelt. */
    static void check(ProcessSettings process, Collection<String> bindings, List<String> problems) {
        ProcessNames variables =
                new ProcessNames(ProcessSettings.VARIABLES, ProcessSettings.BACKEND_VARIABLE, bindings);
        ProcessNames properties =
                new ProcessNames(ProcessSettings.PROPERTIES, ProcessSettings.BACKEND_PROPERTY, bindings);
        variables.check(process.variables().keySet(), "variable", "", problems);
        properties.check(process.properties().keySet(), "property", "-D", problems);
    }

    private void check(Set<String> names, String kind, String mark, List<String> problems) {
        for (String name : new TreeSet<>(names)) {
            String meant = meant(name);
            if (meant != null) {
                problems.add(
                        mark + name + ": Isobar does not read this " + kind + "; did you mean '" + mark + meant + "'?");
            }
        }
    }

    private @Nullable String meant(String name) {
        String form = form(name);
        if (!form.startsWith("ISOBAR_") || read.contains(name) || name.startsWith(prefix)) {
            return null;
        }
        List<String> known = new ArrayList<>(read);
        bindings.forEach(binding -> known.add(prefix + binding));
        String nearest = known.stream()
                .min(Comparator.comparingInt(candidate -> edits(name, candidate)))
                .orElseThrow();
        return edits(name, nearest) <= MOST_EDITS ? nearest : withPrefix(name);
    }

    /** Returns the name with the right prefix if it begins with one that is near to that. */
    private @Nullable String withPrefix(String name) {
        if (edits(name, prefix) <= MOST_EDITS) {
            return prefix + "<binding>";
        }
        String form = form(name);
        for (int end = form.indexOf('_', "ISOBAR_".length()); end >= 0; end = form.indexOf('_', end + 1)) {
            if (edits(form.substring(0, end + 1), prefix) <= MOST_EDITS) {
                return prefix + name.substring(end + 1);
            }
        }
        return null;
    }

    private static int edits(String name, String other) {
        return Suggestion.edits(form(name), form(other));
    }

    /** Writes properties as variables are written, so that one may be taken for the other. */
    private static String form(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
