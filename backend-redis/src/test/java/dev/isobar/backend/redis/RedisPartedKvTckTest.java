package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisPartedKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "redis-kv-partitions";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        String url = TestServers.single() + "?prefix=" + TestServers.PREFIX + "{unique}:&partitions=4";
        return TckSubject.of(Service.KV, url, clock, Env::kv);
    }
}
