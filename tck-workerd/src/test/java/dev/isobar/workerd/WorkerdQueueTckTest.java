package dev.isobar.workerd;

import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.tck.QueueSubject;
import dev.isobar.tck.QueueTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdQueueTckTest extends QueueTck {
    @RegisterExtension
    static final Workerd WORKERD = new Workerd("queues", 1_000);

    private static final Capabilities CAPABILITIES = Capabilities.of(
            Capability.CONTROLLED_CLOCK, Capability.QUEUE_BYTES, Capability.QUEUE_METRICS, Capability.QUEUE_ORDER);

    @Override
    protected String backend() {
        return PinnedRuntime.backend();
    }

    @Override
    protected Map<String, String> knownDifferences() {
        return KnownDifferences.of("Q-", "queues/");
    }

    @Override
    protected TckSubject<QueueSubject> open(TestClock clock) {
        return new TckSubject<>(
                new WorkerdQueues(WORKERD.next(), clock), CAPABILITIES, PinnedRuntime.server(), () -> {});
    }
}
