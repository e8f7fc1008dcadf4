package dev.isobar.selftest;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class ExampleKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "example";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        return TckSubject.of(Service.KV, new ExampleKvDriver(clock), clock, Env::kv);
    }
}
