package dev.isobar;

import dev.isobar.config.ClassPath;
import dev.isobar.config.Configuration;
import dev.isobar.config.ConfigurationReader;
import dev.isobar.config.ConfigurationRequest;
import dev.isobar.config.FileSource;
import dev.isobar.config.PlacedValue;
import dev.isobar.config.ProcessSettings;
import dev.isobar.config.SecretNames;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The files that a builder starts from, and the choices of code about them. Read when the environment opens. */
final class ConfigurationFiles {
    private final @Nullable Path folder;
    private final @Nullable ClassLoader loader;
    final Map<String, PlacedValue> backends = new LinkedHashMap<>();

    @Nullable
    PlacedValue profile;

    @Nullable
    PlacedValue environment;

    @Nullable
    Map<String, String> variables;

    @Nullable
    Map<String, String> properties;

    private ConfigurationFiles(@Nullable Path folder, @Nullable ClassLoader loader) {
        this.folder = folder;
        this.loader = loader;
    }

    static ConfigurationFiles in(Path folder) {
        return new ConfigurationFiles(folder, null);
    }

    static ConfigurationFiles on(ClassLoader loader) {
        return new ConfigurationFiles(null, loader);
    }

    /** Returns where the files are; Isobar's own class loader finds what those of the application do not. */
    FileSource source(@Nullable ClassLoader application) {
        Set<ClassLoader> loaders = new LinkedHashSet<>();
        if (loader != null) {
            loaders.add(loader);
        }
        if (application != null) {
            loaders.add(application);
        }
        loaders.add(ConfigurationFiles.class.getClassLoader());
        return new FileSource(folder, new ClassPath(List.copyOf(loaders)));
    }

    Configuration read(FileSource source, SecretNames secretNames, List<String> problems) {
        ProcessSettings actual = ProcessSettings.ofProcess();
        ProcessSettings process = new ProcessSettings(
                variables == null ? actual.variables() : variables,
                properties == null ? actual.properties() : properties);
        return ConfigurationReader.read(
                new ConfigurationRequest(source, profile, environment, backends, process, secretNames), problems);
    }
}
