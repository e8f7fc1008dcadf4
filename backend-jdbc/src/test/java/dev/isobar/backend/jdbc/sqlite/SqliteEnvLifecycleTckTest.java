package dev.isobar.backend.jdbc.sqlite;

import dev.isobar.error.Service;
import dev.isobar.tck.EnvLifecycleTck;
import java.util.Map;

class SqliteEnvLifecycleTckTest extends EnvLifecycleTck {
    @Override
    protected String backend() {
        return "sqlite";
    }

    @Override
    protected Map<Service, String> urls() {
        return Map.of(Service.D1, "memory:");
    }
}
