package dev.isobar.backend.redis;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.support.SettingsReader;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The address of the URL in its parts: {@code //user:password@host:port,host:port/path}. */
record RedisUrl(
        Topology topology,
        List<RedisAddress> servers,
        int database,
        String master,
        @Nullable String user,
        @Nullable String password) {
    private static final int PORT = 6379;
    private static final int SENTINEL_PORT = 26379;
    private static final Pattern FORM = Pattern.compile("//(?:(.*)@)?([^/@]*)(?:/([^/]*))?");
    private static final Pattern DATABASE = Pattern.compile("\\d{1,5}");
    private static final Pattern MASTER = Pattern.compile("[A-Za-z0-9._-]+");

    static RedisUrl of(BackendConfig config, SettingsReader settings) {
        Topology topology =
                switch (config.scheme()) {
                    case "redis-cluster" -> Topology.CLUSTER;
                    case "redis-sentinel" -> Topology.SENTINEL;
                    default -> Topology.SINGLE;
                };
        Matcher parts = FORM.matcher(config.address());
        if (!parts.matches()) {
            settings.problem(shape(topology));
            return new RedisUrl(topology, List.of(), 0, "", null, null);
        }
        String path = parts.group(3) == null ? "" : parts.group(3);
        String login = parts.group(1);
        return new RedisUrl(
                topology,
                servers(topology, parts.group(2), settings),
                topology == Topology.SENTINEL ? 0 : database(topology, path, settings),
                topology == Topology.SENTINEL ? master(path, settings) : "",
                user(login, settings),
                password(login, settings));
    }

    private static String shape(Topology topology) {
        return switch (topology) {
            case SINGLE -> "the address is //host:port, or //host:port/database";
            case SENTINEL ->
                "the address is //host:port,host:port/master, with the sentinels and the name of the master";
            case CLUSTER -> "the address is //host:port,host:port, with some nodes of the cluster";
        };
    }

    private static List<RedisAddress> servers(Topology topology, String hosts, SettingsReader settings) {
        List<RedisAddress> servers = new ArrayList<>();
        for (String host : hosts.split(",", -1)) {
            RedisAddress server = RedisAddress.parse(host, topology == Topology.SENTINEL ? SENTINEL_PORT : PORT);
            if (server == null) {
                settings.problem("'" + host + "' is not a host and port; " + shape(topology));
            } else {
                servers.add(server);
            }
        }
        if (topology == Topology.SINGLE && servers.size() > 1) {
            settings.problem("several servers need redis-sentinel: or redis-cluster:");
        }
        return servers;
    }

    private static int database(Topology topology, String path, SettingsReader settings) {
        if (path.isEmpty()) {
            return 0;
        }
        if (topology == Topology.CLUSTER || !DATABASE.matcher(path).matches()) {
            settings.problem("'/" + path + "' is not allowed; " + shape(topology));
            return 0;
        }
        return Integer.parseInt(path);
    }

    private static String master(String path, SettingsReader settings) {
        if (!MASTER.matcher(path).matches()) {
            settings.problem(shape(Topology.SENTINEL));
        }
        return path;
    }

    private static @Nullable String user(@Nullable String login, SettingsReader settings) {
        int colon = login == null ? -1 : login.indexOf(':');
        return login == null || colon <= 0 ? null : decoded(login.substring(0, colon), settings);
    }

    // Without a colon it is the password of the default user, as other Redis clients read it.
    private static @Nullable String password(@Nullable String login, SettingsReader settings) {
        return login == null ? null : decoded(login.substring(login.indexOf(':') + 1), settings);
    }

    private static @Nullable String decoded(String text, SettingsReader settings) {
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            settings.problem("what stands before the '@' is not percent-encoded text");
            return null;
        }
    }

    /** Shows where, not who. */
    @Override
    public String toString() {
        return topology + " " + servers;
    }
}
