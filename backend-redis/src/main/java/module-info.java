import dev.isobar.backend.redis.RedisBackendProvider;

/** KV and queues on Redis. */
module dev.isobar.backend.redis {
    requires dev.isobar.api;
    requires io.netty.common;
    requires lettuce.core;
    requires static org.jspecify;

    provides dev.isobar.spi.BackendProvider with
            RedisBackendProvider;
}
