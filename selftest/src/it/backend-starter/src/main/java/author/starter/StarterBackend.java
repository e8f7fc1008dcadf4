package author.starter;

import dev.isobar.spi.Backend;
import dev.isobar.spi.BindingTarget;
import dev.isobar.spi.KvDriver;
import java.time.InstantSource;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** One connection to the store, here a map of maps; bindings that name one store share it. */
final class StarterBackend implements Backend {
    private final InstantSource clock;
    private final ConcurrentMap<String, KvDriver> namespaces = new ConcurrentHashMap<>();

    StarterBackend(InstantSource clock) {
        this.clock = clock;
    }

    @Override
    public KvDriver kv(BindingTarget target) {
        StarterConfig config = StarterConfig.of(target.settings());
        return namespaces.computeIfAbsent(target.store(), name -> new StarterKvDriver(clock, config));
    }

    @Override
    public void close() {
        namespaces.clear();
    }
}
