package dev.isobar.workerd;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

/** The backend that is compared with the runtime. */
final class MemoryKv extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        return TckSubject.of(Service.KV, "memory:", clock, Env::kv);
    }
}
