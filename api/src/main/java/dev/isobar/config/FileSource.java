package dev.isobar.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where the configuration files are: a folder, or the class path.
 *
 * @param directory the folder, or null for the class path
 * @param classPath the class path, which files of a folder may refer to as well
 */
public record FileSource(@Nullable Path directory, ClassPath classPath) {
    /** Returns whether there is a file of this name. */
    boolean has(String name) {
        return directory == null ? classPath.has(name) : Files.isRegularFile(directory.resolve(name));
    }

    /** Returns the text of a file; a path may be absolute, or name one on the class path. */
    String read(String path) throws IOException {
        if (path.startsWith(ClassPath.PREFIX)) {
            return classPath.read(path.substring(ClassPath.PREFIX.length()));
        }
        Path file = folder().resolve(path);
        return directory == null && !file.isAbsolute() ? classPath.read(path) : TextFile.read(file);
    }

    /** Returns the folder that paths of stores refer to: that of the files, or else the working directory. */
    public Path folder() {
        return directory == null ? Path.of("") : directory;
    }

    /** Returns how messages name a file. */
    String shown(String name) {
        return directory == null ? ClassPath.PREFIX + name : shown(directory.resolve(name));
    }

    /** Returns how messages name the place of the files. */
    String shown() {
        return directory == null ? "the class path" : shown(directory);
    }

    /** Returns a path as short as it is clear: relative below the working directory, else absolute. */
    static String shown(Path path) {
        Path absolute = path.toAbsolutePath().normalize();
        Path here = Path.of("").toAbsolutePath();
        return (absolute.startsWith(here) && !absolute.equals(here) ? here.relativize(absolute) : absolute).toString();
    }
}
