package dev.isobar.backend.jdbc;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.D1Driver;
import dev.isobar.spi.InvalidSettingException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;

/** The databases of one URL: the file, which all its bindings share, or one in memory for each resource. */
final class JdbcBackend implements Backend {
    private static final String FILE = "";

    private final JdbcConfig config;
    private final InstantSource clock;
    private final Map<String, SqliteD1Driver> databases = new ConcurrentHashMap<>();

    JdbcBackend(JdbcConfig config, InstantSource clock) {
        this.config = config;
        this.clock = clock;
        if (config.file() != null) {
            createFolder(config.file());
            databases.put(FILE, open());
        }
    }

    private static void createFolder(Path file) {
        try {
            Files.createDirectories(Objects.requireNonNull(file.getParent(), "a file is in a folder"));
        } catch (IOException refused) {
            throw unusable("the folder of the database cannot be created", refused);
        }
    }

    private SqliteD1Driver open() {
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
        return databases.computeIfAbsent(config.file() == null ? target.store() : FILE, store -> open());
    }

    @Override
    public void close() {
        databases.values().forEach(SqliteD1Driver::close);
        databases.clear();
    }
}
