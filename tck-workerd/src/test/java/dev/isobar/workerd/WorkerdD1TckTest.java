package dev.isobar.workerd;

import dev.isobar.d1.D1Database;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.tck.D1DatabaseTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdD1TckTest extends D1DatabaseTck {
    @RegisterExtension
    static final Workerd WORKERD = new Workerd("d1", 700);

    private static final Capabilities CAPABILITIES = Capabilities.of(
            Capability.D1_EXACT_CHANGED_FLAG,
            Capability.D1_EXACT_ROW_COUNTS,
            Capability.READ_YOUR_WRITES,
            Capability.D1_SESSIONS,
            Capability.D1_SEVERAL_STATEMENTS,
            Capability.D1_SQLITE_DIALECT);

    @Override
    protected String backend() {
        return PinnedRuntime.backend();
    }

    @Override
    protected Map<String, String> knownDifferences() {
        return KnownDifferences.of("D1-", "ENV-", "d1/");
    }

    @Override
    protected TckSubject<D1Database> open(TestClock clock) {
        return new TckSubject<>(new WorkerdD1(WORKERD.next()), CAPABILITIES, PinnedRuntime.server(), () -> {});
    }
}
