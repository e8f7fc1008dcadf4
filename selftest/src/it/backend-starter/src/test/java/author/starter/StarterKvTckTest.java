package author.starter;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

class StarterKvTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "starter";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        return TckSubject.of(Service.KV, "starter:", clock, Env::kv);
    }
}
