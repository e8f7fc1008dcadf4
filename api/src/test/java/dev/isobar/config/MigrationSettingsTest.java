package dev.isobar.config;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Rule ENV-MIG-01: where the migrations of a database are. */
class MigrationSettingsTest {
    private static final String DATABASE = "[[d1_databases]]\nbinding = 'DB'\n";

    @TempDir
    private Path folder = Path.of("");

    private ConfigFolder write(String keys) throws IOException {
        return new ConfigFolder(folder).write("wrangler.toml", DATABASE + keys.replace(';', '\n') + "\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "none",
            value = {
                "database_id='x'                                        | migrations | none | none",
                "migrations_table='done'                                | migrations | done | none",
                "migrations_dir='./db/'                                 | db         | none | none",
                "migrations_dir='././db/a//'                            | db/a       | none | none",
                "migrations_dir='db';migrations_pattern='db/*/up.sql'   | db         | none | */up.sql",
                "migrations_dir='./db/';migrations_pattern='./db/*.sql' | db         | none | *.sql",
            })
    void readsDirectoryTableAndPattern(String keys, String directory, @Nullable String table, @Nullable String glob)
            throws IOException {
        DeclaredBinding database = write(keys).read().bindings().get(0);

        assertEquals(
                new MigrationSettings(folder.resolve(directory), table, glob),
                Objects.requireNonNull(database.migrations()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "migrations_pattern='db/*.sql' | 'migrations_pattern' needs 'migrations_dir'; add it",
                "migrations_dir='db';migrations_pattern='*.sql' | 'migrations_pattern' must begin with the text of"
                        + " 'migrations_dir' and a slash",
                "migrations_dir='db';migrations_pattern='dbs/*.sql' | 'migrations_pattern' must begin with the text of"
                        + " 'migrations_dir' and a slash",
            })
    void refusesAPatternOutsideOfTheDirectory(String keys, String problem) throws IOException {
        String first = "wrangler.toml:1: d1_databases[0]: ";

        assertEquals(List.of(first + problem.replace("`", "'")), write(keys).problems());
    }

    @Test
    void isInTheFolderOfTheConfigurationByDefault() {
        assertEquals(new MigrationSettings(folder.resolve("migrations"), null, null), MigrationSettings.in(folder));
    }
}
