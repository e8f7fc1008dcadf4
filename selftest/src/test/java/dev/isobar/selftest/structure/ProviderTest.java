package dev.isobar.selftest.structure;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.spi.BackendProvider;
import java.io.IOException;
import java.io.InputStream;
import java.lang.module.ModuleDescriptor;
import java.net.URI;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** A backend is found on the class path and on the module path alike. */
class ProviderTest {
    private static final String SERVICE = BackendProvider.class.getName();
    private static final String FILE = "META-INF/services/" + SERVICE;

    @Test
    void modulesProvideWhatTheServiceFilesName() throws IOException {
        List<URL> files = Collections.list(getClass().getClassLoader().getResources(FILE));

        assertTrue(!files.isEmpty(), "no backend on the class path");
        for (URL file : files) {
            URL module = URI.create(file.toString().replace(FILE, "module-info.class"))
                    .toURL();
            assertEquals(named(file), provided(module), file.toString());
        }
    }

    private static Set<String> named(URL file) throws IOException {
        try (InputStream content = file.openStream()) {
            return new TreeSet<>(new String(content.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList());
        }
    }

    private static Set<String> provided(URL module) throws IOException {
        Set<String> providers = new TreeSet<>();
        try (InputStream content = module.openStream()) {
            ModuleDescriptor.read(content).provides().stream()
                    .filter(provides -> provides.service().equals(SERVICE))
                    .forEach(provides -> providers.addAll(provides.providers()));
        }
        return providers;
    }
}
