package dev.isobar.backend.jdbc;

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
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The databases of one URL: the file, which all its bindings share, or one in memory for each resource. */
final class JdbcBackend implements Backend {
    private static final String FILE = "";

    private final @Nullable JdbcConfig file;
    private final InstantSource clock;
    private final Map<String, SqliteD1Driver> databases = new ConcurrentHashMap<>();

    JdbcBackend(BackendConfig config) {
        this.clock = config.clock();
        if (isMemory(config)) {
            new SettingsReader(config.settings()).check();
            this.file = null;
        } else {
            this.file = JdbcConfig.ofFile(config);
            createFolder(Objects.requireNonNull(file.file()));
            databases.put(FILE, open(file));
        }
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

    private SqliteD1Driver open(JdbcConfig config) {
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
        JdbcConfig config = JdbcConfig.ofMemory(target.settings());
        return databases.computeIfAbsent(target.store(), store -> open(config));
    }

    @Override
    public void close() {
        databases.values().forEach(SqliteD1Driver::close);
        databases.clear();
    }
}
