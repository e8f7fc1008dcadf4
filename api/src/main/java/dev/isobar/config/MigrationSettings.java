package dev.isobar.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a database's migrations are and where it is noted which were applied.
 *
 * @param directory the folder of the migrations
 * @param table the table of the applied ones, or null for the default
 * @param glob which files of the folder are migrations, or null for the default
 */
public record MigrationSettings(
        Path directory, @Nullable String table, @Nullable String glob) {
    /** Returns the settings of a database of which nothing is said. */
    public static MigrationSettings in(Path folder) {
        return new MigrationSettings(folder.resolve("migrations"), null, null);
    }

    /** Returns what wrangler's entry says; a pattern begins with the directory that the entry names (D1-MIG-01). */
    static MigrationSettings of(Entry entry) {
        Path folder = entry.file().folder();
        String table = entry.text("migrations_table");
        String named = entry.text("migrations_dir");
        String pattern = entry.text("migrations_pattern");
        String directory = named == null ? "migrations" : relative(named);
        String glob = null;
        if (pattern != null && named == null) {
            entry.refuse("'migrations_pattern' needs 'migrations_dir'; add it");
        } else if (pattern != null && !relative(pattern).startsWith(directory + "/")) {
            entry.refuse("'migrations_pattern' must begin with the text of 'migrations_dir' and a slash");
        } else if (pattern != null) {
            glob = relative(pattern).substring(directory.length() + 1);
        }
        return new MigrationSettings(folder.resolve(directory), table, glob);
    }

    private static String relative(String path) {
        return path.replaceFirst("^(\\./)+", "").replaceFirst("/+$", "");
    }
}
