package dev.isobar.backend.redis;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class RedisKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "redis";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        return TckSubject.of(
                Service.KV, TestServers.single() + "?prefix=" + TestServers.PREFIX + "{unique}:", clock, Env::kv);
    }
}
