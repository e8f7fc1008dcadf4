package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.kv.KVNamespace;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;

/** The driver itself, so that the kit can count what it keeps, and open a second environment on it. */
class MemoryKvStoredTckTest extends KVNamespaceTck {
    @Override
    protected String backend() {
        return "memory-stored";
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        MemoryKvDriver driver = new MemoryKvDriver(clock);
        return TckSubject.of(Service.KV, driver, clock, Env::kv)
                .withSecond(() -> TckSubject.of(Service.KV, driver, clock, Env::kv))
                .withRemains(() -> Map.of(
                        "entries",
                        (long) driver.occupied().entries() + driver.occupied().deadlines()));
    }
}
