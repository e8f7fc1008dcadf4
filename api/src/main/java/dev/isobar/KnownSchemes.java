package dev.isobar;

import dev.isobar.error.Service;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which artifact serves a scheme, so that a message can name what is missing. */
final class KnownSchemes {
    private static final Map<String, String> ARTIFACTS = Map.of("jdbc", "dev.isobar:isobar-backend-jdbc");
    private static final String MEMORY = "dev.isobar:isobar-backend-memory";
    private static final Set<String> JDBC_SERVICES = Set.of("d1");

    private KnownSchemes() {}

    static @Nullable String artifact(Service service, String scheme) {
        if (scheme.equals("memory")) {
            return JDBC_SERVICES.contains(service.label()) ? ARTIFACTS.get("jdbc") : MEMORY;
        }
        return JDBC_SERVICES.contains(service.label()) ? ARTIFACTS.get(scheme) : null;
    }
}
