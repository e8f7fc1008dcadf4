package dev.isobar.workerd;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;

/** The backend that is compared with the runtime. */
final class MemoryR2 extends R2BucketTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<R2Bucket> open(TestClock clock) {
        return TckSubject.of(Service.R2, "memory:", clock, Env::r2);
    }
}
