package dev.isobar;

import dev.isobar.error.Service;
import org.jspecify.annotations.Nullable;

/** Which artifact serves a scheme, so that a message can name what is missing. */
final class KnownSchemes {
    private static final String JDBC = "dev.isobar:isobar-backend-jdbc";
    private static final String MEMORY = "dev.isobar:isobar-backend-memory";
    private static final String REDIS = "dev.isobar:isobar-backend-redis";

    private KnownSchemes() {}

    static @Nullable String artifact(Service service, String scheme) {
        return switch (scheme) {
            case "jdbc:sqlite" -> service == Service.D1 ? JDBC : null;
            case "memory" -> service == Service.D1 ? JDBC : MEMORY;
            case "redis", "rediss", "redis-cluster", "redis-sentinel" ->
                service == Service.KV || service == Service.QUEUES ? REDIS : null;
            default -> null;
        };
    }
}
