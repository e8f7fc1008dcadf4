package dev.isobar.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.isobar.error.InvalidRequestException;
import dev.isobar.error.UnsupportedCapabilityException;
import dev.isobar.r2.R2Bucket;
import dev.isobar.r2.R2PresignedMethod;
import dev.isobar.spi.Capability;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rule R2-URL-01: addresses that others may use for a while. */
abstract class R2PresignRules {
    private static final Duration HOUR = Duration.ofHours(1);

    @Rule(value = "R2-URL-01", needs = Capability.R2_PRESIGNED_URLS)
    void makesAnAbsoluteUrlForEachMethod(R2Bucket bucket) {
        for (R2PresignedMethod method : R2PresignedMethod.values()) {
            assertTrue(bucket.presign(method, "letters/1", HOUR).isAbsolute(), method::toString);
        }
    }

    @Rule(value = "R2-URL-01", needs = Capability.R2_PRESIGNED_URLS)
    void boundsTheLifetime(R2Bucket bucket) {
        List<Duration> wrong = new ArrayList<>(Times.ENDLESS);
        wrong.addAll(
                List.of(Duration.ZERO, Duration.ofMillis(1_500), Duration.ofSeconds(-1), Duration.ofSeconds(604_801)));

        for (Duration lifetime : wrong) {
            assertThrows(
                    InvalidRequestException.class,
                    () -> bucket.presign(R2PresignedMethod.GET, "letter", lifetime),
                    lifetime::toString);
        }
    }

    @Rule(value = "R2-URL-01", without = Capability.R2_PRESIGNED_URLS)
    void refusesToMakeUrls(R2Bucket bucket) {
        UnsupportedCapabilityException refused = assertThrows(
                UnsupportedCapabilityException.class, () -> bucket.presign(R2PresignedMethod.GET, "letter", HOUR));

        assertEquals("r2-presigned-urls", refused.capability());
    }
}
