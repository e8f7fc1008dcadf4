package dev.isobar.config;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Environment variables and system properties.
 *
 * @param variables the variables by name
 * @param properties the properties by name
 */
public record Surroundings(Map<String, String> variables, Map<String, String> properties) {
    /** Returns those of the process, as they are now. */
    public static Surroundings ofProcess() {
        Map<String, String> properties = new TreeMap<>();
        System.getProperties().stringPropertyNames().forEach(name -> properties.put(name, System.getProperty(name)));
        return new Surroundings(System.getenv(), properties);
    }

    /** Returns the first of a property and some variables that is there and not empty. */
    @Nullable
    Chosen first(String property, String... names) {
        String given = properties.get(property);
        if (given != null && !given.isEmpty()) {
            return new Chosen(given, "-D" + property);
        }
        for (String name : names) {
            String value = variables.get(name);
            if (value != null && !value.isEmpty()) {
                return new Chosen(value, name);
            }
        }
        return null;
    }

    /** Returns the URLs that variables name, by binding. */
    Map<String, Chosen> backendsOfVariables() {
        return backends(variables, "ISOBAR_BACKENDS_", "");
    }

    /** Returns the URLs that properties name, by binding. */
    Map<String, Chosen> backendsOfProperties() {
        return backends(properties, "isobar.backends.", "-D");
    }

    private static Map<String, Chosen> backends(Map<String, String> from, String prefix, String mark) {
        Map<String, Chosen> found = new LinkedHashMap<>();
        new TreeMap<>(from).forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                found.put(name.substring(prefix.length()), new Chosen(value, mark + name));
            }
        });
        return found;
    }
}
