package dev.isobar.workerd;

import dev.isobar.r2.R2Bucket;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkerdR2TckTest extends R2BucketTck {
    @RegisterExtension
    static final Workerd WORKERD = new Workerd("r2", 700);

    private static final Capabilities CAPABILITIES = Capabilities.of(
            Capability.READ_YOUR_WRITES,
            Capability.R2_DATE_CONDITIONS_ON_PUT,
            Capability.R2_EMPTY_KEY,
            Capability.R2_EQUAL_PART_SIZES,
            Capability.R2_LIST_CHECKSUMS,
            Capability.R2_LIST_METADATA,
            Capability.R2_LIST_VERSION,
            Capability.R2_MILLISECOND_TIMES,
            Capability.R2_SSE_C,
            Capability.R2_STABLE_BODIES,
            Capability.R2_STORAGE_CLASS);

    @Override
    protected String backend() {
        return PinnedRuntime.backend();
    }

    @Override
    protected Map<String, String> knownDifferences() {
        return KnownDifferences.of("R2-", "ENV-", "r2/");
    }

    @Override
    protected TckSubject<R2Bucket> open(TestClock clock) {
        return new TckSubject<>(new WorkerdR2(WORKERD.next()), CAPABILITIES, PinnedRuntime.server(), () -> {});
    }
}
