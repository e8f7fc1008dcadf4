package dev.isobar;

import dev.isobar.config.Configuration;
import dev.isobar.config.ConfigurationReader;
import dev.isobar.config.ConfigurationRequest;
import dev.isobar.config.PlacedValue;
import dev.isobar.config.ProcessSettings;
import dev.isobar.config.SecretNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The files that a builder starts from, and the choices of code about them. Read when the environment opens. */
final class ConfigurationFiles {
    final Path folder;
    final Map<String, PlacedValue> backends = new LinkedHashMap<>();

    @Nullable
    PlacedValue profile;

    @Nullable
    PlacedValue environment;

    @Nullable
    Map<String, String> variables;

    @Nullable
    Map<String, String> properties;

    ConfigurationFiles(Path folder) {
        this.folder = folder;
    }

    Configuration read(SecretNames secretNames, List<String> problems) {
        ProcessSettings actual = ProcessSettings.ofProcess();
        ProcessSettings process = new ProcessSettings(
                variables == null ? actual.variables() : variables,
                properties == null ? actual.properties() : properties);
        return ConfigurationReader.read(
                new ConfigurationRequest(folder, profile, environment, backends, process, secretNames), problems);
    }
}
