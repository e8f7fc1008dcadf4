package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.error.Service;
import dev.isobar.spi.Backend;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.InvalidSettingException;
import dev.isobar.spi.Settings;
import dev.isobar.spi.StoreDriver;
import dev.isobar.spi.support.MapStoreDriver;
import dev.isobar.spi.support.SettingsReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import org.jspecify.annotations.Nullable;

/** The SQLite databases of one URL: the file, which all its bindings share, or one in memory for each resource. */
public final class SqliteBackend implements Backend {
    private static final String FILE = "";

    private final @Nullable SqliteConfig shared;
    private final InstantSource clock;
    private final ConcurrentMap<String, SqliteD1Driver> databases = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /**
     * Opens the file, or nothing yet if the databases are in memory.
     *
     * @param config scheme {@code jdbc:sqlite} or {@code memory}, the path and the settings of a file
     */
    public SqliteBackend(BackendConfig config) {
        this.clock = config.clock();
        if (config.scheme().equals("memory")) {
            check(config);
            this.shared = null;
        } else if (config.address().equals(":memory:")) {
            this.shared = SqliteConfig.ofMemory(config.settings());
        } else {
            this.shared = SqliteConfig.ofFile(config);
            createFolder(Objects.requireNonNull(shared.file()));
            databases.put(FILE, open(shared));
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

    private static void check(BackendConfig config) {
        SettingsReader settings = new SettingsReader(config.settings());
        if (!config.address().isEmpty()) {
            settings.problem("memory: takes no address");
        }
        settings.check();
    }

    /**
     * Checks the settings of a binding: those of a database in memory are its own, a file has none for each binding.
     *
     * @param ofBinding the settings
     */
    public static void check(Settings ofBinding) {
        if (ofBinding.scheme().equals("memory")) {
            SqliteConfig.ofMemory(ofBinding);
        } else {
            new SettingsReader(ofBinding).check();
        }
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
            SqliteD1Driver opened = SqliteD1Driver.open(config, clock);
            if (closed) {
                // Closed in the meantime, by a thread that has not seen this database.
                opened.close();
                throw new IllegalStateException("the backend is closed");
            }
            return opened;
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
        check(target.settings());
        SqliteD1Driver file = databases.get(FILE);
        if (file != null) {
            return file;
        }
        return databases.computeIfAbsent(target.store(), store -> open(inMemory(target.settings())));
    }

    private SqliteConfig inMemory(Settings ofBinding) {
        return shared == null ? SqliteConfig.ofMemory(ofBinding) : shared;
    }

    @Override
    public @Nullable StoreDriver stores(Service service, Settings settings) {
        return databases.containsKey(FILE)
                ? null
                : new MapStoreDriver<>(databases, store -> open(inMemory(settings)), SqliteBackend::close);
    }

    private static void close(SqliteD1Driver dropped) {
        try {
            dropped.close();
        } catch (SQLException failed) {
            throw new IllegalStateException("the database could not be closed", failed);
        }
    }

    @Override
    public void close() {
        closed = true;
        IllegalStateException problem = null;
        for (SqliteD1Driver database : databases.values()) {
            try {
                database.close();
            } catch (SQLException | RuntimeException failed) {
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
