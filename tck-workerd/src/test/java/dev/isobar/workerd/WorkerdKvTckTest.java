package dev.isobar.workerd;

import dev.isobar.kv.KVNamespace;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.tck.KVNamespaceTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdKvTckTest extends KVNamespaceTck {
    @RegisterExtension
    static final Workerd WORKERD = new Workerd("kv", 500);

    private static final Capabilities CAPABILITIES = Capabilities.of(
            Capability.CONTROLLED_CLOCK, Capability.KV_CONSISTENT_METADATA, Capability.READ_YOUR_WRITES);

    @Override
    protected String backend() {
        return PinnedRuntime.backend();
    }

    @Override
    protected Map<String, String> knownDifferences() {
        return KnownDifferences.of("KV-", "ENV-", "kv/");
    }

    @Override
    protected TckSubject<KVNamespace> open(TestClock clock) {
        WorkerdKv kv = new WorkerdKv(WORKERD.next(), clock);
        return new TckSubject<>(kv, CAPABILITIES, PinnedRuntime.server(), () -> {});
    }
}
