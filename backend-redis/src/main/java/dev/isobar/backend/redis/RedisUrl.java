package dev.isobar.backend.redis;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.support.Endpoint;
import dev.isobar.spi.support.ServerAddress;
import dev.isobar.spi.support.SettingsReader;
import dev.isobar.spi.support.UserInfo;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of the URL in its parts: {@code //user:password@host:port,host:port/path}. */
record RedisUrl(
        Topology topology,
        List<Endpoint> servers,
        int database,
        String master,
        @Nullable String user,
        @Nullable String password) {
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final Pattern DATABASE = Pattern.compile("\\d{1,5}");
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]+");

    static RedisUrl of(BackendConfig config, SettingsReader settings) {
        Topology topology =
                switch (config.scheme()) {
                    case "redis-cluster" -> Topology.CLUSTER;
                    case "redis-sentinel" -> Topology.SENTINEL;
                    default -> Topology.SINGLE;
                };
        int port = topology == Topology.SENTINEL ? SENTINEL_PORT : PORT;
        ServerAddress address = ServerAddress.of(config, port, shape(topology), settings);
        if (topology == Topology.SINGLE && address.endpoints().size() > 1) {
            settings.problem("several servers need redis-sentinel: or redis-cluster:");
        }
        UserInfo login = address.userInfo();
        // Without a colon it is the password of the default user, as other Redis clients read it.
        boolean passwordAlone = login.password() == null;
        String password = passwordAlone ? login.user() : login.password();
        return new RedisUrl(
                topology,
                address.endpoints(),
                database(topology, address.path(), settings),
                master(topology, address, settings),
                passwordAlone ? null : login.user(),
                password == null || password.isEmpty() ? null : password);
    }

    private static String shape(Topology topology) {
        return switch (topology) {
            case SINGLE -> "the address is //host:port, or //host:port/database";
            case SENTINEL ->
                "the address is //host:port,host:port/master, with the sentinels and the name of the master";
            case CLUSTER -> "the address is //host:port,host:port, with some nodes of the cluster";
        };
    }

    private static int database(Topology topology, String path, SettingsReader settings) {
        if (topology == Topology.SENTINEL || path.isEmpty()) {
            return 0;
        }
        if (topology == Topology.CLUSTER || !DATABASE.matcher(path).matches()) {
            settings.problem("the part after the servers is not allowed; " + shape(topology));
            return 0;
        }
        return Integer.parseInt(path);
    }

    private static String master(Topology topology, ServerAddress address, SettingsReader settings) {
        if (topology != Topology.SENTINEL) {
            return "";
        }
        if (!address.endpoints().isEmpty() && !MASTER.matcher(address.path()).matches()) {
            settings.problem(shape(Topology.SENTINEL));
        }
        return address.path();
    }

    /** Shows the servers, not user and password. */
    @Override
    public String toString() {
        return topology + " " + servers;
    }
}
