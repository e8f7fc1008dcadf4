package dev.isobar.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables and system properties.
 *
 * @param variables the variables by name
 * @param properties the properties by name
 */
public record ProcessSettings(Map<String, String> variables, Map<String, String> properties) {
    static final String WRANGLERS_VARIABLE = "CLOUDFLARE_ENV";
    static final List<String> VARIABLES = List.of("ISOBAR_ENV", "ISOBAR_PROFILE");
    static final List<String> PROPERTIES = List.of("isobar.env", "isobar.profile");
    static final String BACKEND_VARIABLE = "ISOBAR_BACKENDS_";
    static final String BACKEND_PROPERTY = "isobar.backends.";

    /** Returns those of the process, as they are now. */
    public static ProcessSettings ofProcess() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new ProcessSettings(System.getenv(), properties);
    }

    /** Returns the first of a property and some variables that is there and not empty. */
    @Nullable
    PlacedValue first(String property, String... names) {
        String given = properties.get(property);
        if (given != null && !given.isEmpty()) {
            return new PlacedValue(given, "-D" + property);
        }
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isEmpty()) {
                return new PlacedValue(value, name);
            }
        }
        return null;
    }

    /** Returns the URLs that variables name, by binding. */
    Map<String, PlacedValue> backendsOfVariables() {
        return backends(variables, BACKEND_VARIABLE, "");
    }

    /** Returns the URLs that properties name, by binding. */
    Map<String, PlacedValue> backendsOfProperties() {
        return backends(properties, BACKEND_PROPERTY, "-D");
    }

    private static Map<String, PlacedValue> backends(Map<String, String> from, String prefix, String mark) {
        Map<String, PlacedValue> found = new LinkedHashMap<>();
        new TreeMap<>(from).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), new PlacedValue(value, mark + name));
            }
        });
        return found;
    }

    /** Counts them: the environment of a process holds its secrets. */
    @Override
    public String toString() {
        return variables.size() + " variables, " + properties.size() + " properties";
    }
}
