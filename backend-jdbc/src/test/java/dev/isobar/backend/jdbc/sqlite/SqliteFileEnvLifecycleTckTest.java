package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.error.Service;
import dev.isobar.tck.EnvLifecycleTck;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class SqliteFileEnvLifecycleTckTest extends EnvLifecycleTck {
    @TempDir
    private Path folder;

    @Override
    protected String backend() {
        return "sqlite-file";
    }

    @Override
    protected Map<Service, String> urls() {
        return Map.of(Service.D1, "jdbc:sqlite:" + folder + "/{unique}.db");
    }
}
