package dev.isobar.backend.redis;

import dev.isobar.spi.BackendConfig;
import dev.isobar.spi.support.Endpoint;
import dev.isobar.spi.support.SettingsReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The settings of a connection, parsed.
 *
 * @param topology one server, sentinels that know the master, or a cluster
 * @param servers where to ask first
 * @param database the number of the database; 0 in a cluster
 * @param master the name that the sentinels know; empty for the others
 * @param user the ACL user; null for the default one
 * @param password null for none
 * @param sentinelUser the ACL user at the sentinels; null for the default one
 * @param sentinelPassword the password at the sentinels; null for none
 * @param tls whether connections are encrypted; certificates are always verified
 * @param certificates a PEM file of authorities to trust in place of the platform's; null for the platform's
 * @param timeout how long a call may take
 * @param connectTimeout how long a connection may take
 * @param queued how many calls may wait for a lost connection
 */
record RedisConfig(
        Topology topology,
        List<Endpoint> servers,
        int database,
        String master,
        @Nullable String user,
        @Nullable String password,
        @Nullable String sentinelUser,
        @Nullable String sentinelPassword,
        boolean tls,
        @Nullable Path certificates,
        Duration timeout,
        Duration connectTimeout,
        int queued) {
    /** The names of all settings of a connection. */
    static final Set<String> NAMES = Set.of(
            "certificates",
            "connectTimeout",
            "password",
            "queued",
            "sentinelPassword",
            "sentinelUser",
            "timeout",
            "tls",
            "user");

    /** The names of those that are secrets. */
    static final Set<String> SECRETS = Set.of("password", "sentinelPassword");

    /** How servers belong together. */
    enum Topology {
        SINGLE,
        SENTINEL,
        CLUSTER
    }

    static RedisConfig of(BackendConfig config) {
        SettingsReader settings = new SettingsReader(config.settings());
        RedisUrl url = RedisUrl.of(config, settings);
        RedisConfig parsed = new RedisConfig(
                url.topology(),
                url.servers(),
                url.database(),
                url.master(),
                once("user", settings.text("user"), url.user(), settings),
                once("password", settings.secret("password"), url.password(), settings),
                settings.text("sentinelUser"),
                settings.secret("sentinelPassword"),
                settings.flag("tls", config.scheme().equals("rediss")),
                settings.path("certificates"),
                settings.duration("timeout", Duration.ofSeconds(5)),
                settings.duration("connectTimeout", Duration.ofSeconds(5)),
                settings.number("queued", 10_000, 1, 1_000_000));
        parsed.check(config, settings);
        return parsed;
    }

    private static @Nullable String once(
            String name, @Nullable String text, @Nullable String inAddress, SettingsReader settings) {
        if (text != null && inAddress != null) {
            settings.problem("setting '" + name + "' is given before the '@' already");
        }
        return text == null ? inAddress : text;
    }

    private void check(BackendConfig config, SettingsReader settings) {
        if (config.scheme().equals("rediss") && config.setting("tls") != null) {
            settings.problem("setting 'tls' is for the other schemes; rediss: is always encrypted");
        }
        if (user != null && password == null) {
            settings.problem("a user needs a password");
        }
        if (topology != Topology.SENTINEL && (sentinelUser != null || sentinelPassword != null)) {
            settings.problem("settings 'sentinelUser' and 'sentinelPassword' are for redis-sentinel:");
        }
        if (sentinelUser != null && sentinelPassword == null) {
            settings.problem("setting 'sentinelUser' needs a sentinelPassword");
        }
        if (certificates != null && !tls) {
            settings.problem("setting 'certificates' needs TLS: rediss:, or tls=true");
        }
        if (certificates != null && !Files.isReadable(certificates)) {
            settings.problem("setting 'certificates': the file cannot be read");
        }
        settings.check();
    }

    /** Shows where, not who: user and password stay out. */
    @Override
    public String toString() {
        return topology + " " + servers;
    }
}
