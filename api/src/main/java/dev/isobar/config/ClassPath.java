package dev.isobar.config;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.NoSuchFileException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Files that class loaders find. They are read as streams, never through a path: in an application that is one jar, they
 * are in a jar inside that jar.
 *
 * @param loaders where files are searched, in this order
 */
public record ClassPath(List<ClassLoader> loaders) {
    static final String PREFIX = "classpath:";

    boolean has(String path) {
        return find(path) != null;
    }

    /** Returns the text of a file. */
    String read(String path) throws IOException {
        URL found = find(path);
        if (found == null) {
            throw new NoSuchFileException(PREFIX + path);
        }
        URLConnection connection = found.openConnection();
        // A cached connection keeps the jar open after the stream was closed.
        connection.setUseCaches(false);
        try (InputStream stream = connection.getInputStream()) {
            return TextFile.text(stream.readAllBytes());
        }
    }

    private @Nullable URL find(String path) {
        String name = path.replaceFirst("^(\\./|/)+", "");
        for (ClassLoader loader : loaders) {
            URL found = loader.getResource(name);
            if (found != null) {
                return found;
            }
        }
        return null;
    }
}
