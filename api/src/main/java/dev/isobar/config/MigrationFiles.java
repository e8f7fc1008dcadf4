package dev.isobar.config;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * Where a database's migrations are.
 *
 * @param folder the folder that {@code dir} and {@code pattern} are relative to
 * @param dir {@code migrations_dir}, or null for the default
 * @param table {@code migrations_table}, or null for the default
 * @param pattern {@code migrations_pattern}, or null for the default
 */
public record MigrationFiles(
        Path folder,
        @Nullable String dir,
        @Nullable String table,
        @Nullable String pattern) {}
