package dev.isobar.kv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class KvLimitsTest {
    private static final Duration LONGEST = Duration.ofDays(36_500);

    private static KvLimits of(Duration minExpirationTtl, Duration minCacheTtl) {
        return new KvLimits(512, 100, 100, minExpirationTtl, minCacheTtl, 10, 100, 10);
    }

    @Test
    void takesTimesFromZeroToTheLongest() {
        assertEquals(Duration.ZERO, of(Duration.ZERO, LONGEST).minExpirationTtl());
        assertEquals(Duration.ZERO, of(LONGEST, Duration.ZERO).minCacheTtl());
    }

    @Test
    void namesTheLimitThatIsOutOfRange() {
        Duration tooLong = LONGEST.plusNanos(1);
        Duration negative = Duration.ofNanos(-1);

        assertEquals(
                "minExpirationTtl is PT876000H0.000000001S; 0 to 36,500 days are allowed", refusal(tooLong, LONGEST));
        assertEquals("minExpirationTtl is PT-0.000000001S; 0 to 36,500 days are allowed", refusal(negative, LONGEST));
        assertEquals("minCacheTtl is PT876000H0.000000001S; 0 to 36,500 days are allowed", refusal(LONGEST, tooLong));
        assertEquals("minCacheTtl is PT-0.000000001S; 0 to 36,500 days are allowed", refusal(LONGEST, negative));
    }

    private static String refusal(Duration minExpirationTtl, Duration minCacheTtl) {
        return String.valueOf(assertThrows(IllegalArgumentException.class, () -> of(minExpirationTtl, minCacheTtl))
                .getMessage());
    }
}
