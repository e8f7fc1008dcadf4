package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.support.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The SQLite databases of one URL: the file, which all its bindings share, or one in memory for each resource. */
public final class SqliteBackend implements Backend {
    private static final String FILE = "";

    private final @Nullable SqliteConfig file;
    private final InstantSource clock;
    private final Map<String, SqliteD1Driver> databases = new ConcurrentHashMap<>();

    /**
     * Opens the file, or nothing yet if the databases are in memory.
     *
     * @param config scheme {@code jdbc:sqlite} or {@code memory}, the path and the settings of a file
     */
    public SqliteBackend(BackendConfig config) {
        this.clock = config.clock();
        if (isMemory(config)) {
            new SettingsReader(config.settings()).check();
            this.file = null;
        } else {
            this.file = SqliteConfig.ofFile(config);
            createFolder(Objects.requireNonNull(file.file()));
            databases.put(FILE, open(file));
        }
    }

    /**
     * Names the settings that identify a connection: all of a file's, none of a database in memory.
     *
     * @param scheme {@code jdbc:sqlite} or {@code memory}
     * @return the names in the URL's query
     */
    public static Set<String> connectionSettings(String scheme) {
        return scheme.equals("memory") ? Set.of() : SqliteConfig.NAMES;
    }

    private static boolean isMemory(BackendConfig config) {
        return config.scheme().equals("memory")
                ? withoutAddress(config)
                : config.address().equals(":memory:");
    }

    private static boolean withoutAddress(BackendConfig config) {
        if (!config.address().isEmpty()) {
            throw new InvalidSettingException(List.of("memory: takes no address"));
        }
        return true;
    }

    private static void createFolder(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file is in a folder"));
        } catch (IOException refused) {
            throw unusable("the folder of the database cannot be created", refused);
        }
    }

    private SqliteD1Driver open(SqliteConfig config) {
        try {
            return new SqliteD1Driver(new SqliteDatabase(config), config, clock);
        } catch (SQLException refused) {
            throw unusable("the database cannot be opened", refused);
        }
    }

    private static InvalidSettingException unusable(String what, Exception cause) {
        InvalidSettingException problem = new InvalidSettingException(List.of(what + ": " + cause.getMessage()));
        problem.initCause(cause);
        return problem;
    }

    @Override
    public D1Driver d1(BindingTarget target) {
        if (file != null) {
            new SettingsReader(target.settings()).check();
            return Objects.requireNonNull(databases.get(FILE), "opened with the backend");
        }
        SqliteConfig config = SqliteConfig.ofMemory(target.settings());
        return databases.computeIfAbsent(target.store(), store -> open(config));
    }

    @Override
    public void close() {
        IllegalStateException problem = null;
        for (SqliteD1Driver database : databases.values()) {
            try {
                database.close();
            } catch (SQLException failed) {
                problem = problem == null ? new IllegalStateException("a database could not be closed") : problem;
                problem.addSuppressed(failed);
            }
        }
        databases.clear();
        if (problem != null) {
            throw problem;
        }
    }
}
