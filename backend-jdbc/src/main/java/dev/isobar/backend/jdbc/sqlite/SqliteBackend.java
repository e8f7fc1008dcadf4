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
import dev.isobar.spi.support.OpenOnce;
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
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The SQLite databases of one URL: the file, which all its bindings share, or one in memory for each resource. */
public final class SqliteBackend implements Backend {
    private final @Nullable SqliteConfig shared;
    private final InstantSource clock;
    private final @Nullable SqliteD1Driver file;
    private final ConcurrentMap<String, OpenOnce<SqliteD1Driver>> inMemory = new ConcurrentHashMap<>();
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
            this.file = null;
        } else if (config.address().equals(":memory:")) {
            this.shared = SqliteConfig.ofMemory(config.settings());
            this.file = null;
        } else {
            this.shared = SqliteConfig.ofFile(config);
            createFolder(Objects.requireNonNull(shared.file()));
            this.file = open(shared);
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
            return SqliteD1Driver.open(config, clock);
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
        if (file != null) {
            return file;
        }
        OpenOnce<SqliteD1Driver> database =
                inMemory.computeIfAbsent(target.store(), store -> unopened(target.settings()));
        // Whoever closes says so before it looks for databases: one of both sees the other.
        if (closed) {
            database.end();
        }
        try {
            return database.get();
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while another thread opened the database", interrupted);
        } catch (RuntimeException | Error failed) {
            inMemory.remove(target.store(), database);
            throw failed;
        }
    }

    private OpenOnce<SqliteD1Driver> unopened(Settings ofBinding) {
        SqliteConfig config = shared == null ? SqliteConfig.ofMemory(ofBinding) : shared;
        return new OpenOnce<>(() -> open(config));
    }

    @Override
    public @Nullable StoreDriver stores(Service service, Settings settings) {
        return file == null ? new MapStoreDriver<>(inMemory, store -> unopened(settings), SqliteBackend::close) : null;
    }

    private static void close(OpenOnce<SqliteD1Driver> dropped) {
        SqliteD1Driver open = dropped.end();
        try {
            if (open != null) {
                open.close();
            }
        } catch (SQLException failed) {
            throw new IllegalStateException("the database could not be closed", failed);
        }
    }

    @Override
    public void close() {
        closed = true;
        IllegalStateException problem = null;
        for (SqliteD1Driver database : opened()) {
            try {
                database.close();
            } catch (SQLException | RuntimeException failed) {
                problem = problem == null ? new IllegalStateException("a database could not be closed") : problem;
                problem.addSuppressed(failed);
            }
        }
        inMemory.clear();
        if (problem != null) {
            throw problem;
        }
    }

    private List<SqliteD1Driver> opened() {
        Stream<SqliteD1Driver> ended =
                inMemory.values().stream().flatMap(database -> Stream.ofNullable(database.end()));
        return Stream.concat(Stream.ofNullable(file), ended).toList();
    }
}
