package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisClusterKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "redis-cluster";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        return TckSubject.of(
                Service.KV, TestServers.cluster() + "?prefix=" + TestServers.PREFIX + "{unique}:", clock, Env::kv);
    }
}
