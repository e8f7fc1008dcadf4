package dev.isobar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A folder with configuration files, what stands around it, and what the reader makes of both. */
final class ConfigFolder {
    private final Path path;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private final Map<String, String> properties = new LinkedHashMap<>();
    private final Map<String, PlacedValue> backends = new LinkedHashMap<>();
    private @Nullable PlacedValue profile;
    private @Nullable PlacedValue environment;

    ConfigFolder(Path path) {
        this.path = path;
    }

    ConfigFolder write(String name, String text) throws IOException {
        Files.writeString(path.resolve(name), text);
        return this;
    }

    ConfigFolder variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    ConfigFolder property(String name, String value) {
        properties.put(name, value);
        return this;
    }

    ConfigFolder backend(String name, String url) {
        backends.put(name, new PlacedValue(url, "backend " + name));
        return this;
    }

    ConfigFolder profile(String name) {
        profile = new PlacedValue(name, "profile " + name);
        return this;
    }

    ConfigFolder environment(String name) {
        environment = new PlacedValue(name, "environment " + name);
        return this;
    }

    /** Reads the files, which must have no problems. */
    Configuration read() {
        List<String> problems = new ArrayList<>();
        Configuration configuration = read(problems);
        if (!problems.isEmpty()) {
            throw new AssertionError("no problem is expected, found " + problems);
        }
        return configuration;
    }

    /** Returns the problems of the files, without the folder. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        read(problems);
        return problems.stream().map(this::within).toList();
    }

    Configuration read(List<String> problems) {
        ProcessSettings process = new ProcessSettings(variables, properties);
        return ConfigurationReader.read(
                new ConfigurationRequest(
                        new FileSource(path, new ClassPath(List.of())),
                        profile,
                        environment,
                        backends,
                        process,
                        SecretNames.BY_PATTERN),
                problems);
    }

    /** Returns a text without the folder. */
    String within(String text) {
        return text.replace(path + "/", "");
    }
}
