package dev.isobar.backend.redis;

import dev.isobar.backend.redis.RedisConfig.Topology;
import dev.isobar.spi.support.Endpoint;
import io.lettuce.core.AbstractRedisClient;
import io.lettuce.core.ClientOptions;
import io.lettuce.core.RedisURI;
import io.lettuce.core.SocketOptions;
import io.lettuce.core.SslOptions;
import io.lettuce.core.SslVerifyMode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How servers are reached: the configuration in the client's words. */
final class RedisAccess {
    private static final Duration LONGEST_SHUTDOWN = Duration.ofSeconds(2);

    private RedisAccess() {}

    /** One address for each server; sentinels share one. */
    static List<RedisURI> uris(RedisConfig config) {
        List<RedisURI> uris = new ArrayList<>();
        if (config.topology() == Topology.SENTINEL) {
            RedisURI.Builder builder = RedisURI.builder().withSentinelMasterId(config.master());
            config.servers().forEach(sentinel -> builder.withSentinel(sentinel(sentinel, config)));
            uris.add(uri(builder, config));
        } else {
            for (Endpoint server : config.servers()) {
                uris.add(uri(RedisURI.builder().withHost(server.host()).withPort(server.port()), config));
            }
        }
        return uris;
    }

    private static RedisURI sentinel(Endpoint address, RedisConfig config) {
        RedisURI.Builder builder = RedisURI.builder()
                .withHost(address.host())
                .withPort(address.port())
                .withSsl(config.tls());
        return identified(builder, config.sentinelUser(), config.sentinelPassword());
    }

    private static RedisURI uri(RedisURI.Builder builder, RedisConfig config) {
        builder.withTimeout(config.connectTimeout())
                .withDatabase(config.database())
                .withClientName("isobar")
                .withSsl(config.tls())
                .withVerifyPeer(SslVerifyMode.FULL);
        return identified(builder, config.user(), config.password());
    }

    private static RedisURI identified(RedisURI.Builder builder, @Nullable String user, @Nullable String password) {
        if (password != null && user != null) {
            builder.withAuthentication(user, password.toCharArray());
        } else if (password != null) {
            builder.withPassword(password.toCharArray());
        }
        return builder.build();
    }

    static ClientOptions.Builder options(ClientOptions.Builder options, RedisConfig config) {
        SslOptions.Builder tls = SslOptions.builder().jdkSslProvider();
        if (config.certificates() != null) {
            tls.trustManager(config.certificates().toFile());
        }
        return options.requestQueueSize(config.queued())
                .sslOptions(tls.build())
                .socketOptions(SocketOptions.builder()
                        .connectTimeout(config.connectTimeout())
                        .keepAlive(true)
                        .build());
    }

    static void shutDown(AbstractRedisClient client) {
        // Joined, since an interrupt must not leave the client open.
        client.shutdownAsync(0, LONGEST_SHUTDOWN.toNanos(), TimeUnit.NANOSECONDS)
                .join();
    }
}
