package dev.isobar.backend.redis;

import dev.isobar.error.Service;
import dev.isobar.tck.EnvLifecycleTck;
import java.util.Map;

class RedisClusterEnvLifecycleTckTest extends EnvLifecycleTck {
    @Override
    protected String backend() {
        return "redis-cluster";
    }

    @Override
    protected Map<Service, String> urls() {
        String url = TestServers.cluster() + "?prefix=" + TestServers.PREFIX + "{unique}:&partitions=4";
        return Map.of(Service.KV, url, Service.QUEUES, url);
    }
}
