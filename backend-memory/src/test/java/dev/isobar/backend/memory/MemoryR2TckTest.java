package dev.isobar.backend.memory;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.Map;

class MemoryR2TckTest extends R2BucketTck {
    @Override
    protected String backend() {
        return "memory";
    }

    @Override
    protected TckSubject<R2Bucket> open(TestClock clock) {
        MemoryR2Driver driver = new MemoryR2Driver(clock, clock);
        return TckSubject.of(Service.R2, driver, clock, Env::r2).withRemains(() -> remains(driver));
    }

    private static Map<String, Long> remains(MemoryR2Driver driver) {
        MemoryR2Driver.Occupied occupied = driver.occupied();
        return Map.of("objects", (long) occupied.objects(), "open uploads", (long) occupied.openUploads());
    }
}
