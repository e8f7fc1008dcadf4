package dev.isobar.selftest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.Env;
import dev.isobar.error.Service;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2Checksums;
import dev.isobar.spi.Capabilities;
import dev.isobar.spi.Capability;
import dev.isobar.spi.R2Driver;
import dev.isobar.spi.R2ListRequest;
import dev.isobar.spi.R2Meta;
import dev.isobar.tck.R2BucketTck;
import dev.isobar.tck.TckSubject;
import dev.isobar.tck.TestClock;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A driver that can do as little as plain S3 passes, if it gives no more than it declares. */
class LesserR2Test {
    @Test
    void passesAsPlainS3() {
        assertEquals(Set.of(), Verdict.failed(PlainS3.class));
    }

    @Test
    void mustNotListWhatItDoesNotDeclare() {
        assertTrue(Verdict.fails(MoreThanDeclared.class, "R2-LIST-10"));
    }

    private static class Lesser extends R2Over {
        Lesser(R2Driver good) {
            super(good);
        }

        @Override
        public Capabilities capabilities() {
            return Capabilities.of(Capability.CONTROLLED_CLOCK, Capability.READ_YOUR_WRITES);
        }
    }

    static class PlainS3 extends R2BucketTck {
        @Override
        protected String backend() {
            return "plain-s3";
        }

        @Override
        protected TckSubject<R2Bucket> open(TestClock clock) {
            R2Driver lesser = new Lesser(Drivers.memory(clock).r2(Drivers.TARGET)) {
                @Override
                public R2Listing list(R2ListRequest request) throws Exception {
                    R2Listing page = good.list(request);
                    List<R2Meta> objects = page.objects().stream()
                            .map(meta -> R2Defects.version(R2Defects.checksums(meta, R2Checksums.NONE), ""))
                            .toList();
                    return new R2Listing(objects, page.prefixes(), page.truncated());
                }
            };
            return TckSubject.of(Service.R2, lesser, clock, Env::r2);
        }
    }

    static class MoreThanDeclared extends R2BucketTck {
        @Override
        protected String backend() {
            return "more-than-declared";
        }

        @Override
        protected TckSubject<R2Bucket> open(TestClock clock) {
            R2Driver more = new Lesser(Drivers.memory(clock).r2(Drivers.TARGET));
            return TckSubject.of(Service.R2, more, clock, Env::r2);
        }
    }
}
