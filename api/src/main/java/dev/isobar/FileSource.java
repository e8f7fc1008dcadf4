package dev.isobar;

import dev.isobar.config.Chosen;
import dev.isobar.config.Configuration;
import dev.isobar.config.ConfigurationReader;
import dev.isobar.config.Request;
import dev.isobar.config.Surroundings;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a builder starts from, and what code has said about them. Read when the environment opens. */
final class FileSource {
    final Path folder;
    final Map<String, Chosen> backends = new LinkedHashMap<>();

    @Nullable
    Chosen profile;

    @Nullable
    Chosen environment;

    @Nullable
    Map<String, String> variables;

    @Nullable
    Map<String, String> properties;

    FileSource(Path folder) {
        this.folder = folder;
    }

    Configuration read(List<String> problems) {
        Surroundings process = Surroundings.ofProcess();
        Surroundings surroundings = new Surroundings(
                variables == null ? process.variables() : variables,
                properties == null ? process.properties() : properties);
        return ConfigurationReader.read(new Request(folder, profile, environment, backends, surroundings), problems);
    }
}
